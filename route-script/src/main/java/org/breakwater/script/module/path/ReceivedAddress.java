package org.breakwater.script.module.path;

import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.UriEscapes;

/** The address a request came from, as a value of a URI parameter, and back to a URI. */
final class ReceivedAddress {

    private ReceivedAddress() {}

    /** As a URI whose semicolon and equals sign are escaped. */
    static String escapedUri(Flow flow) {
        String transport = flow.protocol() == TransportProtocol.UDP
                ? ""
                : "%3Btransport%3D" + flow.protocol().token();
        return "sip:" + host(flow) + ':' + flow.remote().getPort() + transport;
    }

    /** As {@code address~port~protocol}. */
    static String alias(Flow flow) {
        return host(flow) + '~' + flow.remote().getPort() + '~' + number(flow.protocol());
    }

    private static String host(Flow flow) {
        return Addresses.hostText(flow.remote().getAddress());
    }

    private static int number(TransportProtocol protocol) {
        return switch (protocol) {
            case UDP -> 1;
            case TCP -> 2;
            case TLS -> 3;
            case WS -> 5;
            case WSS -> 6;
        };
    }

    /** The URI a value stands for, in either form; null when it is none. */
    static String uri(String value) {
        String[] parts = value.split("~");
        String text = parts.length == 3
                ? "sip:" + parts[0] + ':' + parts[1] + transport(parts[2])
                : UriEscapes.unescape(value);
        try {
            return SipUri.parse(text).isSip() ? text : null;
        } catch (SipParseException e) {
            return null;
        }
    }

    private static String transport(String number) {
        return switch (number) {
            case "2" -> ";transport=tcp";
            case "3" -> ";transport=tls";
            case "5", "6" -> ";transport=ws";
            default -> "";
        };
    }
}
