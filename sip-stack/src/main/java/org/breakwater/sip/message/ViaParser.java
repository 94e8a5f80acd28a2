package org.breakwater.sip.message;

import java.util.Locale;

/** Reads Via values. */
final class ViaParser {

    private ViaParser() {}

    static Via parse(String field) throws SipParseException {
        int comma = endOfFirst(field);
        String value = (comma < 0 ? field : field.substring(0, comma)).trim();
        int slash1 = value.indexOf('/');
        int slash2 = slash1 < 0 ? -1 : value.indexOf('/', slash1 + 1);
        if (slash2 < 0) {
            throw new SipParseException(400, 0, "Malformed Via header");
        }
        checkProtocol(
                value.substring(0, slash1).trim(),
                value.substring(slash1 + 1, slash2).trim());
        int i = skipBlanks(value, slash2 + 1);
        int transportEnd = i;
        while (transportEnd < value.length() && Tokens.isTokenChar(value.charAt(transportEnd))) {
            transportEnd++;
        }
        String transport = value.substring(i, transportEnd).toUpperCase(Locale.ROOT);
        int hostStart = skipBlanks(value, transportEnd);
        int hostEnd = hostEnd(value, hostStart);
        if (transport.isEmpty() || hostStart == transportEnd || hostEnd == hostStart) {
            throw new SipParseException(400, hostStart, "Malformed Via header");
        }
        String host = value.substring(hostStart, hostEnd);
        int at = skipBlanks(value, hostEnd);
        int port = -1;
        if (at < value.length() && value.charAt(at) == ':') {
            int portStart = skipBlanks(value, at + 1);
            at = portStart;
            while (at < value.length() && Character.isDigit(value.charAt(at))) {
                at++;
            }
            port = UriParser.port(value, portStart, at);
            at = skipBlanks(value, at);
        }
        if (at < value.length() && value.charAt(at) != ';') {
            throw new SipParseException(400, at, "Malformed Via header");
        }
        return new Via(transport, host, port, at == value.length() ? Params.NONE : new Params(value.substring(at)));
    }

    private static void checkProtocol(String name, String version) throws SipParseException {
        if (!name.equalsIgnoreCase("SIP")) {
            throw new SipParseException(400, 0, "Malformed Via header");
        }
        if (!version.equals("2.0")) {
            throw new SipParseException(505, 0, "Version Not Supported");
        }
    }

    private static int endOfFirst(String field) {
        if (field.indexOf(',') < 0) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static int hostEnd(String value, int start) {
        int i = start;
        if (i < value.length() && value.charAt(i) == '[') {
            int close = value.indexOf(']', i);
            return close < 0 ? start : close + 1;
        }
        while (i < value.length() && ":; \t".indexOf(value.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int skipBlanks(String value, int from) {
        int i = from;
        while (i < value.length() && value.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }
}
