/**
 * The {@code websocket} module: HTTP connections become WebSockets that carry SIP (RFC 7118).
 *
 * <p>Handshakes and calls run on any thread, events on the worker of the connection; the table of connections is
 * concurrent. May call: module.xhttp, sip.flow.
 */
package org.breakwater.script.module.websocket;
