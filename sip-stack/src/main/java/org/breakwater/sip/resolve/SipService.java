package org.breakwater.sip.resolve;

import org.breakwater.sip.flow.TransportProtocol;

/** How transports are named in DNS (RFC 3263 §4.1, RFC 7118 §9). */
final class SipService {

    private SipService() {}

    /** The owner name of the SRV records of a transport in a domain. */
    static String srvName(TransportProtocol protocol, String domain) {
        String prefix = switch (protocol) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
            case WS -> "_sip._ws.";
            case WSS -> "_sips._ws.";
        };
        return prefix + domain;
    }

    /** The transport of a NAPTR service in upper case, or null for another service. */
    static TransportProtocol ofNaptr(String service) {
        return switch (service) {
            case "SIP+D2U" -> TransportProtocol.UDP;
            case "SIP+D2T" -> TransportProtocol.TCP;
            case "SIPS+D2T" -> TransportProtocol.TLS;
            case "SIP+D2W" -> TransportProtocol.WS;
            case "SIPS+D2W" -> TransportProtocol.WSS;
            default -> null;
        };
    }
}
