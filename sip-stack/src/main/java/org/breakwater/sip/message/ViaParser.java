package org.breakwater.sip.message;

import java.util.Locale;

/** Reads Via values in one pass. */
final class ViaParser {

    private static final String[] TRANSPORTS = {"UDP", "TCP", "TLS", "WSS", "WS", "SCTP"};

    private final String text;
    private final int end;
    private int at;

    private ViaParser(String text, int end) {
        this.text = text;
        this.end = end;
    }

    static Via parse(String field) throws SipParseException {
        int end = field.indexOf(',') < 0 ? field.length() : ValueList.elementEnd(field, 0);
        while (end > 0 && field.charAt(end - 1) <= ' ') {
            end--;
        }
        return new ViaParser(field, end).via();
    }

    private Via via() throws SipParseException {
        protocol();
        String transport = transport();
        int blank = at;
        skipBlanks();
        int hostStart = at;
        int hostEnd = hostEnd(hostStart);
        if (hostStart == blank || hostEnd == hostStart) {
            throw malformed();
        }
        String host = text.substring(hostStart, hostEnd);
        at = hostEnd;
        skipBlanks();
        int port = -1;
        if (at < end && text.charAt(at) == ':') {
            at++;
            skipBlanks();
            int portStart = at;
            while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            port = UriParser.port(text, portStart, at);
            skipBlanks();
        }
        if (at < end && text.charAt(at) != ';') {
            throw malformed();
        }
        return new Via(transport, host, port, at == end ? Params.NONE : new Params(text.substring(at, end)));
    }

    private void protocol() throws SipParseException {
        skipBlanks();
        int name = at;
        at = tokenEnd(at);
        if (at - name != 3 || !text.regionMatches(true, name, "SIP", 0, 3)) {
            throw malformed();
        }
        slash();
        int version = at;
        at = tokenEnd(at);
        if (at == version) {
            throw malformed();
        }
        if (at - version != 3 || !text.startsWith("2.0", version)) {
            throw new SipParseException(505, version, "Version Not Supported");
        }
        slash();
    }

    private String transport() throws SipParseException {
        int start = at;
        at = tokenEnd(at);
        if (at == start) {
            throw malformed();
        }
        for (String known : TRANSPORTS) {
            if (known.length() == at - start && text.regionMatches(true, start, known, 0, known.length())) {
                return known;
            }
        }
        return text.substring(start, at).toUpperCase(Locale.ROOT);
    }

    private void slash() throws SipParseException {
        skipBlanks();
        if (at >= end || text.charAt(at) != '/') {
            throw malformed();
        }
        at++;
        skipBlanks();
    }

    private int hostEnd(int start) throws SipParseException {
        if (start < end && text.charAt(start) == '[') {
            int close = text.indexOf(']', start);
            if (close < 0 || close >= end || !UriParser.isIpv6(text, start + 1, close)) {
                throw malformed();
            }
            return close + 1;
        }
        int i = start;
        while (i < end && UriParser.isHostChar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int tokenEnd(int from) {
        int i = from;
        while (i < end && text.charAt(i) < 128 && Tokens.isTokenChar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void skipBlanks() {
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private SipParseException malformed() {
        return new SipParseException(400, at, "Malformed Via header");
    }
}
