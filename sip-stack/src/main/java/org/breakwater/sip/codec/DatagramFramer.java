package org.breakwater.sip.codec;

/** What comes as a whole: a UDP datagram or a WebSocket message (RFC 7118 §5). */
public final class DatagramFramer {

    private DatagramFramer() {}

    /** Whether the octets are only line breaks, blanks and NULs, as NAT keepalives are. */
    public static boolean isKeepalive(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != 0 && data[i] != '\r' && data[i] != '\n' && data[i] != ' ' && data[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Where the message begins: after line breaks that come before it (RFC 3261 §7.5). */
    public static int messageStart(byte[] data, int from, int to) {
        int at = from;
        while (at < to && (data[at] == '\r' || data[at] == '\n')) {
            at++;
        }
        return at;
    }
}
