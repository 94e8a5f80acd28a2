/**
 * Who is registered, as a document (RFC 3680).
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.reg;
