package org.breakwater.sip.message;

/** Indexes the start line and the header fields in one pass, without making objects for them. */
final class MessageParser {

    private final byte[] b;
    private final ParseLimits limits;

    private MessageParser(byte[] buffer, ParseLimits limits) {
        this.b = buffer;
        this.limits = limits;
    }

    static SipMessage parse(byte[] buffer, ParseLimits limits) throws SipParseException {
        if (buffer.length > limits.maxMessageBytes()) {
            throw new SipParseException(413, limits.maxMessageBytes(), "Message Too Large");
        }
        return new MessageParser(buffer, limits).message();
    }

    private SipMessage message() throws SipParseException {
        int lineEnd = lineBreak(0);
        StartLine startLine = startLine(0, trimEnd(0, lineEnd));
        HeaderIndex index = new HeaderIndex(b);
        int at = afterBreak(lineEnd);
        while (at < b.length && b[at] != '\r' && b[at] != '\n') {
            at = headerField(at, index);
        }
        index.setBodyStart(at < b.length ? afterBreak(at) : b.length);
        return new SipMessage(b, startLine, index);
    }

    private int headerField(int start, HeaderIndex index) throws SipParseException {
        if (index.count() == limits.maxHeaders()) {
            throw new SipParseException(400, start, "Too many header fields");
        }
        int nameEnd = start;
        while (nameEnd < b.length && Tokens.isTokenChar(b[nameEnd])) {
            nameEnd++;
        }
        int colon = nameEnd;
        while (colon < b.length && (b[colon] == ' ' || b[colon] == '\t')) {
            colon++;
        }
        if (nameEnd == start || colon == b.length || b[colon] != ':') {
            throw new SipParseException(400, start, "Malformed header field name");
        }
        int end = lineBreak(colon);
        int firstEnd = end;
        int next = afterBreak(end);
        while (next < b.length && (b[next] == ' ' || b[next] == '\t')) {
            end = lineBreak(next);
            next = afterBreak(end);
        }
        int valueStart = colon + 1;
        while (valueStart < end && isWhite(b[valueStart])) {
            valueStart++;
        }
        int valueEnd = trimEnd(valueStart, end);
        HeaderName name = HeaderName.of(b, start, nameEnd);
        index.add(name, start, end != firstEnd ? ~nameEnd : nameEnd, valueStart, valueEnd, next);
        return next;
    }

    private StartLine startLine(int start, int end) throws SipParseException {
        int space1 = indexOf(' ', start, end);
        if (space1 <= start) {
            throw new SipParseException(400, start, "Malformed start line");
        }
        if (startsWithVersion(start, space1)) {
            return statusLine(start, space1, end);
        }
        int space2 = lastIndexOf(' ', space1 + 1, end);
        if (space2 < 0 || space2 == space1 + 1) {
            throw new SipParseException(400, space1, "Malformed request line");
        }
        if (!equalsVersion(space2 + 1, end)) {
            boolean otherVersion = end - space2 > 4 && startsWithSip(space2 + 1);
            throw new SipParseException(otherVersion ? 505 : 400, space2 + 1, "Version Not Supported");
        }
        for (int i = start; i < space1; i++) {
            if (!Tokens.isTokenChar(b[i])) {
                throw new SipParseException(400, i, "Malformed method");
            }
        }
        return new StartLine(Method.of(b, start, space1), 0, start, space1, space1 + 1, space2, space2 + 1, end);
    }

    private StartLine statusLine(int start, int space1, int end) throws SipParseException {
        int codeStart = space1 + 1;
        int codeEnd = codeStart;
        int status = 0;
        while (codeEnd < end && b[codeEnd] >= '0' && b[codeEnd] <= '9' && codeEnd - codeStart < 4) {
            status = status * 10 + b[codeEnd++] - '0';
        }
        if (codeEnd - codeStart != 3 || status < 100 || status > 699 || (codeEnd < end && b[codeEnd] != ' ')) {
            throw new SipParseException(400, codeStart, "Malformed status code");
        }
        return new StartLine(null, status, start, space1, codeStart, codeEnd, Math.min(end, codeEnd + 1), end);
    }

    private boolean startsWithVersion(int start, int end) {
        return equalsVersion(start, end);
    }

    private boolean startsWithSip(int start) {
        return start + 4 <= b.length
                && (b[start] | 0x20) == 's'
                && (b[start + 1] | 0x20) == 'i'
                && (b[start + 2] | 0x20) == 'p'
                && b[start + 3] == '/';
    }

    private boolean equalsVersion(int start, int end) {
        return end - start == 7
                && startsWithSip(start)
                && b[start + 4] == '2'
                && b[start + 5] == '.'
                && b[start + 6] == '0';
    }

    private int indexOf(char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == c) {
                return i;
            }
        }
        return -1;
    }

    private int lastIndexOf(char c, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (b[i] == c) {
                return i;
            }
        }
        return -1;
    }

    private int lineBreak(int from) {
        int i = from;
        while (i < b.length && b[i] != '\n' && b[i] != '\r') {
            i++;
        }
        return i;
    }

    private int afterBreak(int at) {
        if (at < b.length && b[at] == '\r' && at + 1 < b.length && b[at + 1] == '\n') {
            return at + 2;
        }
        return Math.min(b.length, at + 1);
    }

    private int trimEnd(int start, int end) {
        int i = end;
        while (i > start && isWhite(b[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isWhite(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
