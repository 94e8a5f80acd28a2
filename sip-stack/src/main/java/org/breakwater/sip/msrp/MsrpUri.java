package org.breakwater.sip.msrp;

import java.util.Locale;
import org.breakwater.sip.message.SipParseException;

/**
 * An {@code msrp} or {@code msrps} URI (RFC 4975 §6). Parts that are missing are empty.
 *
 * @param scheme as written
 * @param userInfo what stands before the at sign
 * @param host IPv6 in brackets
 * @param port 1 to 65535 as written; empty when there is none
 * @param session session identifier
 * @param transport first parameter, as {@code tcp}
 * @param params the parameters after the transport
 */
public record MsrpUri(
        String scheme, String userInfo, String host, String port, String session, String transport, String params) {

    /** Port of MSRP when a URI names none (RFC 4975 §15.4). */
    public static final int DEFAULT_PORT = 2855;

    /**
     * Reads one.
     *
     * @throws SipParseException 400 for another scheme, an empty host or a port out of range
     */
    public static MsrpUri parse(String text) throws SipParseException {
        String lower = text.length() < 8 ? "" : text.substring(0, 8).toLowerCase(Locale.ROOT);
        int schemeEnd = lower.startsWith("msrp://") ? 4 : lower.startsWith("msrps://") ? 5 : -1;
        if (schemeEnd < 0) {
            throw new SipParseException(400, 0, "Not an MSRP URI");
        }
        int at = schemeEnd + 3;
        int slash = indexOrEnd(text, '/', at, text.length());
        int userEnd = text.lastIndexOf('@', slash - 1);
        int hostStart = userEnd < at ? at : userEnd + 1;
        int paramsStart = indexOrEnd(text, ';', hostStart, text.length());
        int sessionStart = Math.min(slash, paramsStart);
        int portStart = portStart(text, hostStart, sessionStart);
        String host = text.substring(hostStart, portStart);
        String port = portStart == sessionStart ? "" : text.substring(portStart + 1, sessionStart);
        if (host.isEmpty() || portStart < sessionStart && !isPort(port)) {
            throw new SipParseException(400, hostStart, "MSRP URI without usable host and port");
        }
        int transportEnd = indexOrEnd(text, ';', Math.min(paramsStart + 1, text.length()), text.length());
        return new MsrpUri(
                text.substring(0, schemeEnd),
                userEnd < at ? "" : text.substring(at, userEnd),
                host,
                port,
                sessionStart == paramsStart ? "" : text.substring(sessionStart + 1, paramsStart),
                paramsStart == text.length() ? "" : text.substring(paramsStart + 1, transportEnd),
                transportEnd >= text.length() ? "" : text.substring(transportEnd + 1));
    }

    private static int portStart(String text, int hostStart, int end) {
        int bracket = hostStart < end && text.charAt(hostStart) == '[' ? text.indexOf(']', hostStart) : -1;
        return indexOrEnd(text, ':', bracket < 0 || bracket > end ? hostStart : bracket, end);
    }

    private static int indexOrEnd(String text, char wanted, int from, int end) {
        int found = text.indexOf(wanted, from);
        return found < 0 || found > end ? end : found;
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(text);
        return number >= 1 && number <= 65535;
    }

    /** Whether it asks for TLS. */
    public boolean isSecure() {
        return scheme.length() == 5;
    }

    /** The user part of the user info: up to its first semicolon or colon. */
    public String user() {
        for (int i = 0; i < userInfo.length(); i++) {
            if (userInfo.charAt(i) == ';' || userInfo.charAt(i) == ':') {
                return userInfo.substring(0, i);
            }
        }
        return userInfo;
    }

    /** The port to connect to. */
    public int portOrDefault() {
        return port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
    }
}
