package org.breakwater.presence.xmpp.gateway;

/** Sends over the connection to the XMPP server. Any thread; does not block. */
@FunctionalInterface
public interface XmppSide {

    /** Sends a stanza as it is written; false when there is no connection, or too much waits. */
    boolean send(String stanza);
}
