package org.breakwater.sip.message;

/** What a server adds to the topmost Via of a request it received (RFC 3261 §18.2.1, RFC 3581 §4). */
public final class ViaStamp {

    private ViaStamp() {}

    /**
     * The parameters of the Via with {@code received} and {@code rport} as seen on the socket. Values the sender wrote
     * itself are replaced: they would send the answer elsewhere.
     *
     * @param address source address, numeric, IPv6 without brackets
     * @param port source port
     * @param force write both even when the sender did not ask by {@code rport}
     * @return parameter text with its leading semicolon, or empty
     */
    public static String stamp(Via via, String address, int port, boolean force) {
        Params params = via.params();
        boolean rport = force || params.has("rport");
        boolean received = rport || !sameHost(via.host(), address);
        if (!rport && !received && !params.has("received")) {
            return params.text();
        }
        StringBuilder text = new StringBuilder(params.text().length() + 48);
        params.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("received") && !name.equalsIgnoreCase("rport")) {
                text.append(';').append(name);
                if (value != null) {
                    text.append('=').append(value);
                }
            }
        });
        if (received) {
            text.append(";received=").append(address);
        }
        if (rport) {
            text.append(";rport=").append(port);
        }
        return text.toString();
    }

    private static boolean sameHost(String host, String address) {
        if (host.startsWith("[")) {
            return host.length() == address.length() + 2 && host.regionMatches(true, 1, address, 0, address.length());
        }
        return host.equals(address);
    }
}
