package org.breakwater.sip.message;

import java.util.Locale;

/**
 * A URI of a SIP message (RFC 3261 §19.1). For {@code sip}, {@code sips} and {@code tel} the parts are told apart;
 * of any other scheme only scheme and text are known.
 *
 * @param scheme lower case
 * @param user still escaped, null if absent; of a tel URI the number
 * @param password still escaped, null if absent
 * @param host as written, IPv6 with its brackets; null for tel and other schemes
 * @param port 1 to 65535, or -1 if absent
 * @param params with their leading semicolon
 * @param headers after the question mark, null if absent
 * @param text the whole URI as written
 */
public record SipUri(
        String scheme,
        String user,
        String password,
        String host,
        int port,
        Params params,
        String headers,
        String text) {

    /**
     * Parses a URI.
     *
     * @throws SipParseException 400 when it breaks the grammar of its scheme
     */
    public static SipUri parse(String text) throws SipParseException {
        return UriParser.parse(text);
    }

    /** Builds a URI from its parts; {@code user}, and {@code params} ("" for none), may be absent. */
    public static SipUri of(String scheme, String user, String host, int port, String params) {
        String text = scheme + ':' + (user == null ? "" : user + '@') + host + (port < 0 ? "" : ":" + port) + params;
        return new SipUri(scheme, user, null, host, port, new Params(params), null, text);
    }

    /** Whether the scheme is sip or sips. */
    public boolean isSip() {
        return scheme.equals("sip") || scheme.equals("sips");
    }

    /** Whether the scheme is sips. */
    public boolean isSecure() {
        return scheme.equals("sips");
    }

    /** Whether loose routing is asked for by an {@code lr} parameter. */
    public boolean isLoose() {
        return params.has("lr");
    }

    /** The transport parameter in lower case, or null. */
    public String transport() {
        String t = params.get("transport");
        return t == null ? null : t.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this and another URI mean the same (RFC 3261 §19.1.4): escapes and the order of parameters do not
     * matter, parameters in only one of them matter if they are transport, user, ttl, method or maddr.
     */
    public boolean equivalent(SipUri other) {
        return UriComparison.equivalent(this, other);
    }

    /**
     * The address of record this URI names (RFC 3261 §10.3): {@code sip:user@host} with the user's escapes resolved
     * and the host in lower case, without port, password, parameters and headers; sips counts as sip. Of other schemes
     * the text.
     */
    public String addressOfRecord() {
        if (!isSip()) {
            return text;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return user == null ? "sip:" + lower : "sip:" + UriEscapes.unescape(user) + '@' + lower;
    }

    /** The host without the brackets of an IPv6 reference. */
    public String hostWithoutBrackets() {
        return host != null && host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The same URI with another user part; null removes it. */
    public SipUri withUser(String newUser) {
        return rebuild(newUser, newUser == null ? null : password, host, port);
    }

    /** The same URI with another host. */
    public SipUri withHost(String newHost) {
        return rebuild(user, password, newHost, port);
    }

    /** The same URI with another port, -1 for none. */
    public SipUri withPort(int newPort) {
        return rebuild(user, password, host, newPort);
    }

    private SipUri rebuild(String newUser, String newPassword, String newHost, int newPort) {
        String credentials = newUser == null ? "" : newUser + (newPassword == null ? "" : ":" + newPassword) + '@';
        String built = scheme
                + ':'
                + credentials
                + newHost
                + (newPort < 0 ? "" : ":" + newPort)
                + params.text()
                + (headers == null ? "" : "?" + headers);
        return new SipUri(scheme, newUser, newPassword, newHost, newPort, params, headers, built);
    }

    @Override
    public String toString() {
        return text;
    }
}
