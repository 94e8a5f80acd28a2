package org.breakwater.sip.flow;

/** Takes HTTP requests that come in on SIP connections (Kamailio's xhttp). Called on the connection's worker. */
public interface HttpReceiver {

    /** A complete request; it must be answered through the exchange, at once or later. */
    void received(HttpExchange exchange, Worker worker);
}
