/**
 * The {@code xhttp} module: HTTP requests that come in on SIP connections run {@code event_route[xhttp:request]}.
 *
 * <p>Requests are handed to the first worker, answers back to the connection's. May call: sip.flow.
 */
package org.breakwater.script.module.xhttp;
