/**
 * The module {@code xcap_server} as scripts see it: XCAP (RFC 4825) over HTTP on SIP sockets. Documents are behind {@link
 * org.breakwater.script.module.xcap.XcapPort}.
 *
 * <p>Its functions run on the script pool, since documents are in SQL. May call: script.run, module.xhttp for the request and
 * its answer.
 */
package org.breakwater.script.module.xcap;
