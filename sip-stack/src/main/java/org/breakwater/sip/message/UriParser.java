package org.breakwater.sip.message;

import java.util.Locale;

/** Reads URIs in one pass. */
final class UriParser {

    private UriParser() {}

    static SipUri parse(String text) throws SipParseException {
        int colon = text.indexOf(':');
        if (colon < 1 || !isScheme(text, colon)) {
            throw new SipParseException(400, 0, "URI without scheme");
        }
        String scheme = scheme(text, colon);
        if (scheme.equals("sip") || scheme.equals("sips")) {
            return sip(text, scheme, colon + 1);
        }
        if (scheme.equals("tel")) {
            int semicolon = text.indexOf(';', colon);
            int end = semicolon < 0 ? text.length() : semicolon;
            Params params = semicolon < 0 ? Params.NONE : new Params(text.substring(semicolon));
            return new SipUri(scheme, text.substring(colon + 1, end), null, null, -1, params, null, text);
        }
        return new SipUri(scheme, null, null, null, -1, Params.NONE, null, text);
    }

    private static String scheme(String text, int colon) {
        if (colon == 3 && text.startsWith("sip")) {
            return "sip";
        }
        return text.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static boolean isScheme(String text, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }

    private static SipUri sip(String text, String scheme, int start) throws SipParseException {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"') {
                throw new SipParseException(400, i, "Illegal character in URI");
            }
        }
        int at = text.indexOf('@', start);
        String user = null;
        String password = null;
        int hostStart = start;
        if (at >= 0) {
            int colon = text.indexOf(':', start);
            boolean hasPassword = colon >= 0 && colon < at;
            user = text.substring(start, hasPassword ? colon : at);
            password = hasPassword ? text.substring(colon + 1, at) : null;
            hostStart = at + 1;
        }
        int hostEnd = hostEnd(text, hostStart);
        if (hostEnd == hostStart) {
            throw new SipParseException(400, hostStart, "URI without host");
        }
        int portEnd = hostEnd;
        int port = -1;
        if (hostEnd < text.length() && text.charAt(hostEnd) == ':') {
            portEnd = portEnd(text, hostEnd + 1);
            port = port(text, hostEnd + 1, portEnd);
        }
        int question = text.indexOf('?', portEnd);
        int paramsEnd = question < 0 ? text.length() : question;
        if (paramsEnd > portEnd && text.charAt(portEnd) != ';') {
            throw new SipParseException(400, portEnd, "Malformed host or port in URI");
        }
        Params params = paramsEnd == portEnd ? Params.NONE : new Params(text.substring(portEnd, paramsEnd));
        String headers = question < 0 ? null : text.substring(question + 1);
        String host = host(text, hostStart, hostEnd);
        return new SipUri(scheme, user, password, host, port, params, headers, text);
    }

    private static int hostEnd(String text, int start) throws SipParseException {
        if (start < text.length() && text.charAt(start) == '[') {
            int close = text.indexOf(']', start);
            if (close < 0 || !isIpv6(text, start + 1, close)) {
                throw new SipParseException(400, start, "Malformed IPv6 address in URI");
            }
            return close + 1;
        }
        int i = start;
        while (i < text.length() && isHostChar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The host; of the three colons that the grammar of RFC 3261 once allowed, one goes (RFC 5118 §4.10). */
    private static String host(String text, int start, int end) {
        String host = text.substring(start, end);
        return host.charAt(0) == '[' ? host.replace(":::", "::") : host;
    }

    /** Whether the characters could be an IPv6 address: digits, colons, dots, at least two colons. */
    static boolean isIpv6(String text, int start, int end) {
        int colons = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c != '.' && (c > 'f' || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return colons >= 2 && end - start <= 45;
    }

    static boolean isHostChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static int portEnd(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    static int port(String text, int start, int end) throws SipParseException {
        int port = 0;
        for (int i = start; i < end && port <= 65535; i++) {
            port = port * 10 + text.charAt(i) - '0';
        }
        if (end == start || port > 65535) {
            throw new SipParseException(400, start, "Malformed port");
        }
        return port;
    }
}
