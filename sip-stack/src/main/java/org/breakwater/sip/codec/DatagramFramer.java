package org.breakwater.sip.codec;

import org.breakwater.sip.message.SipParseException;

/** Finds the one message in a datagram or WebSocket message (RFC 3261 §18.3, RFC 7118 §5). */
public final class DatagramFramer {

    private final HeaderScanner scanner = new HeaderScanner();

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

    /**
     * Where the message ends: by its Content-Length, so that what follows is left off, or at the end of the datagram.
     *
     * @throws SipParseException 400 when Content-Length is malformed or larger than what came
     */
    public int messageEnd(byte[] data, int from, int to) throws SipParseException {
        scanner.reset();
        int headerEnd = scanner.scan(data, from, to - from);
        if (headerEnd < 0) {
            scanner.finish(data, from, to - from);
            headerEnd = to - from;
        }
        if (scanner.fault() != null) {
            throw new SipParseException(400, headerEnd, scanner.fault());
        }
        long body = scanner.contentLength();
        if (body < 0) {
            return to;
        }
        if (headerEnd + body > to - from) {
            throw new SipParseException(400, headerEnd, "Content-Length larger than message");
        }
        return from + headerEnd + (int) body;
    }
}
