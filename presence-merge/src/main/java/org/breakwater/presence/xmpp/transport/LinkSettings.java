package org.breakwater.presence.xmpp.transport;

/**
 * How the XMPP server is reached.
 *
 * @param host name or address
 * @param port of its components
 * @param domain the component's
 * @param secret shared with the server
 * @param maxStanzaOctets of one stanza either way
 */
public record LinkSettings(String host, int port, String domain, String secret, int maxStanzaOctets) {

    @Override
    public String toString() {
        return host + ':' + port;
    }
}
