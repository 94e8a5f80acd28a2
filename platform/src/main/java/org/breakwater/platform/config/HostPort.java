package org.breakwater.platform.config;

/**
 * A place on the network.
 *
 * @param host address or name, IPv6 without brackets
 * @param port 0–65535
 */
public record HostPort(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong
     */
    public static HostPort parse(String text, int defaultPort) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':', bracket < 0 ? 0 : bracket);
        if (bracket < 0 && colon != text.lastIndexOf(':')) {
            throw new IllegalArgumentException("\"" + text + "\": write an IPv6 address in brackets, [::1]:5060");
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        String bare = bracket > 0 ? text.substring(1, bracket) : host;
        if (bare.isEmpty() || bracket > 0 && host.length() != bracket + 1) {
            throw new IllegalArgumentException("\"" + text + "\" has no address");
        }
        return new HostPort(bare, colon < 0 ? defaultPort : port(text.substring(colon + 1)));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port (0 to " + HIGHEST_PORT + ")");
        }
        return Integer.parseInt(text);
    }
}
