package org.breakwater.sip.resolve;

import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/**
 * Where a message is to go, before DNS.
 *
 * @param host name or numeric address, IPv6 with or without brackets
 * @param port explicit port, or -1
 * @param transport explicit transport, or null
 * @param secure whether only TLS will do (sips)
 */
public record NextHop(String host, int port, TransportProtocol transport, boolean secure) {

    /**
     * The next hop a sip or sips URI names; {@code maddr} comes before the host (RFC 3261 §19.1.1).
     *
     * @throws SipParseException 416 for another scheme, 400 for a transport that is not known
     */
    public static NextHop of(SipUri uri) throws SipParseException {
        if (!uri.isSip()) {
            throw new SipParseException(416, 0, "Unsupported URI Scheme");
        }
        String maddr = uri.params().get("maddr");
        String name = uri.transport();
        TransportProtocol transport = null;
        if (name != null) {
            transport = TransportProtocol.of(name)
                    .orElseThrow(() -> new SipParseException(400, 0, "Unknown transport " + name));
        }
        return new NextHop(
                maddr == null || maddr.isEmpty() ? uri.host() : maddr, uri.port(), transport, uri.isSecure());
    }
}
