package org.breakwater.sip.codec;

/**
 * Finds the end of a header section and its Content-Length, looking at every octet once even when they come one by one.
 * Breaks lines as the message parser does: at CRLF or LF. Offsets count from the start of the message, so that the
 * octets may move between calls.
 */
final class HeaderScanner {

    private static final byte[] CONTENT_LENGTH = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'};

    private int scanned;
    private int lineStart;
    private int startLineEnd = -1;
    private long contentLength = -1;
    private String fault;

    void reset() {
        scanned = 0;
        lineStart = 0;
        startLineEnd = -1;
        contentLength = -1;
        fault = null;
    }

    /** Where the start line ends, -1 while that is unknown. */
    int startLineEnd() {
        return startLineEnd;
    }

    /** The value of Content-Length, -1 when there is none. */
    long contentLength() {
        return contentLength;
    }

    /** What is wrong with what was scanned, or null. */
    String fault() {
        return fault;
    }

    /** Scans on; the offset after the empty line, or -1 when more octets are needed. Stops early on a fault. */
    int scan(byte[] b, int base, int length) {
        if (startLineEnd < 0 && !scanStartLine(b, base, length)) {
            return -1;
        }
        int i = scanned;
        while (true) {
            while (i < length && b[base + i] != '\n') {
                i++;
            }
            scanned = i;
            int next = i + 1;
            if (next >= length) {
                return -1;
            }
            byte c = b[base + next];
            if (c == '\r' && next + 1 == length) {
                return -1;
            }
            if (c == '\n' || c == '\r' && b[base + next + 1] == '\n') {
                endField(b, base, i);
                return c == '\n' ? next + 1 : next + 2;
            }
            if (c != ' ' && c != '\t') {
                endField(b, base, i);
                lineStart = next;
            }
            i = next;
        }
    }

    private boolean scanStartLine(byte[] b, int base, int length) {
        int i = scanned;
        while (i < length) {
            byte c = b[base + i];
            if (c == '\n') {
                startLineEnd = i > 0 && b[base + i - 1] == '\r' ? i - 1 : i;
                scanned = i;
                return true;
            }
            if (c >= 0 && c < ' ' && c != '\t' && c != '\r' || c == 0x7f) {
                fault = "Control character in start line";
                return false;
            }
            i++;
        }
        scanned = i;
        return false;
    }

    private void endField(byte[] b, int base, int end) {
        int start = base + lineStart;
        int stop = base + end;
        if (lineStart == 0 || start >= stop) {
            return;
        }
        int c = b[start] | 0x20;
        if (c == 'l') {
            value(b, start + 1, stop);
        } else if (c == 'c' && isContentLength(b, start, stop)) {
            value(b, start + CONTENT_LENGTH.length, stop);
        }
    }

    private static boolean isContentLength(byte[] b, int start, int stop) {
        if (stop - start <= CONTENT_LENGTH.length) {
            return false;
        }
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            byte expected = CONTENT_LENGTH[i];
            byte found = b[start + i];
            if (found != expected && (expected == '-' || (found | 0x20) != expected)) {
                return false;
            }
        }
        return true;
    }

    private void value(byte[] b, int from, int stop) {
        int i = skipWhite(b, from, stop);
        if (i == stop || b[i] != ':') {
            return;
        }
        i = skipWhite(b, i + 1, stop);
        int digits = i;
        long value = 0;
        while (i < stop && b[i] >= '0' && b[i] <= '9' && value <= Integer.MAX_VALUE) {
            value = value * 10 + b[i++] - '0';
        }
        if (i == digits || skipWhite(b, i, stop) != stop || value > Integer.MAX_VALUE) {
            fault = "Malformed Content-Length";
        } else if (contentLength >= 0 && contentLength != value) {
            fault = "Differing Content-Length fields";
        } else {
            contentLength = value;
        }
    }

    private static int skipWhite(byte[] b, int from, int stop) {
        int i = from;
        while (i < stop && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n')) {
            i++;
        }
        return i;
    }
}
