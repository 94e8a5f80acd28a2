package org.breakwater.presence.xmpp.stanza;

/** Namespaces of streams and stanzas. */
public final class StreamNames {

    /** Of the stream itself. */
    public static final String STREAMS = "http://etherx.jabber.org/streams";

    /** Of what a component sends and is sent (XEP-0114). */
    public static final String COMPONENT = "jabber:component:accept";

    /** Of the conditions within {@code error}. */
    public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /** Of the conditions within {@code stream:error}. */
    public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";

    private StreamNames() {}
}
