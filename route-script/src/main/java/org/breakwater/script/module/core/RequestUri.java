package org.breakwater.script.module.core;

import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/**
 * Rewrites parts of a Request-URI. What is not named stays as it is; a URI that loses its user loses its password too.
 * A tel URI can have its number changed; given a host it becomes a sip URI with {@code user=phone} (RFC 3261 §19.1.6).
 */
public final class RequestUri {

    private RequestUri() {}

    /** Another user; null or empty takes user and password away. */
    public static String withUser(String uri, String user) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        return build(u, user, u.password(), hostPort(u));
    }

    /** Another user with its password, {@code user:password}; without colon the password goes away. */
    public static String withUserAndPassword(String uri, String userAndPassword) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        return build(u, userAndPassword, null, hostPort(u));
    }

    /** Another host; the port stays. */
    public static String withHost(String uri, String host) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        return build(u, u.user(), u.password(), host + port(u));
    }

    /** Another host and port; without port the old one goes away. */
    public static String withHostPort(String uri, String hostPort) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        return build(u, u.user(), u.password(), hostPort);
    }

    /** Another host, port and transport parameter; what the text leaves out goes away. */
    public static String withHostPortTransport(String uri, String hostPortTransport) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        SipUri bare = new SipUri(
                u.scheme(),
                u.user(),
                u.password(),
                u.host(),
                u.port(),
                u.params().without("transport"),
                u.headers(),
                uri);
        return build(bare, u.user(), u.password(), hostPortTransport);
    }

    /** Another port; null or empty takes it away. */
    public static String withPort(String uri, String port) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        boolean none = port == null || port.isEmpty();
        return build(u, u.user(), u.password(), u.host() == null ? null : u.host() + (none ? "" : ":" + port));
    }

    /** The text in front of the user. */
    public static String prefixed(String uri, String prefix) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        return build(u, prefix + (u.user() == null ? "" : u.user()), u.password(), hostPort(u));
    }

    /** The user without its first characters; all of it goes away when it is shorter. */
    public static String stripped(String uri, int count) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        String user = u.user() == null ? "" : u.user();
        return build(u, user.substring(Math.min(user.length(), Math.max(0, count))), u.password(), hostPort(u));
    }

    /** The user without its last characters; all of it goes away when it is shorter. */
    public static String tailStripped(String uri, int count) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        String user = u.user() == null ? "" : u.user();
        return build(u, user.substring(0, Math.max(0, user.length() - Math.max(0, count))), u.password(), hostPort(u));
    }

    /** With {@code user=phone}, unless it is there. */
    public static String withUserPhone(String uri) throws SipParseException {
        SipUri u = SipUri.parse(uri);
        if (!u.isSip() || "phone".equalsIgnoreCase(u.params().get("user"))) {
            return uri;
        }
        SipUri phone = new SipUri(
                u.scheme(),
                u.user(),
                u.password(),
                u.host(),
                u.port(),
                new Params(u.params().text() + ";user=phone"),
                u.headers(),
                uri);
        return build(phone, u.user(), u.password(), hostPort(u));
    }

    private static String hostPort(SipUri u) {
        return u.host() == null ? null : u.host() + port(u);
    }

    private static String port(SipUri u) {
        return u.port() < 0 ? "" : ":" + u.port();
    }

    private static String build(SipUri u, String user, String password, String hostPort) throws SipParseException {
        boolean hasUser = user != null && !user.isEmpty();
        if (u.scheme().equals("tel")) {
            String number = (hasUser ? user : "") + u.params().text();
            return hostPort == null ? "tel:" + number : "sip:" + number + '@' + hostPort + ";user=phone";
        }
        if (!u.isSip()) {
            throw new SipParseException(416, 0, "Unsupported URI Scheme");
        }
        StringBuilder text = new StringBuilder(u.text().length() + 16);
        text.append(u.scheme()).append(':');
        if (hasUser) {
            text.append(user);
            if (password != null) {
                text.append(':').append(password);
            }
            text.append('@');
        }
        text.append(hostPort).append(u.params().text());
        if (u.headers() != null) {
            text.append('?').append(u.headers());
        }
        return text.toString();
    }
}
