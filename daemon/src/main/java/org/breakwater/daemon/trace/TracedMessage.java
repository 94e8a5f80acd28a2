package org.breakwater.daemon.trace;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * One message that was seen.
 *
 * @param epochMillis when it was seen
 * @param inbound whether it came in
 * @param transport token of its transport protocol, as {@code tcp}
 * @param octets the message; not to be changed
 */
public record TracedMessage(
        long epochMillis,
        boolean inbound,
        String transport,
        InetSocketAddress local,
        InetSocketAddress remote,
        byte[] octets) {

    /** The message as text. */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Request line or status line. */
    public String firstLine() {
        int end = 0;
        while (end < octets.length && octets[end] != '\r' && octets[end] != '\n') {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.UTF_8);
    }

    /** The Call-ID, or null. */
    public String callId() {
        return header("call-id", "i");
    }

    /** The CSeq, or null. */
    public String cseq() {
        return header("cseq", null);
    }

    private String header(String name, String compact) {
        for (String line : text().split("\r?\n")) {
            if (line.isEmpty()) {
                return null;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                String n = line.substring(0, colon).trim();
                if (n.equalsIgnoreCase(name) || n.equalsIgnoreCase(compact)) {
                    return line.substring(colon + 1).trim();
                }
            }
        }
        return null;
    }
}
