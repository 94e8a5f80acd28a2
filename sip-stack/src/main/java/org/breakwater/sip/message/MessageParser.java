package org.breakwater.sip.message;

import java.util.Arrays;

/**
 * Indexes the start line and the header fields in one pass, without making objects for them. A line is ended by LF or
 * CRLF. What makes a single field unusable, but leaves the others intact, is noted as the message's fault and stepped
 * over, so that the request can still be answered.
 */
final class MessageParser {

    private final byte[] b;
    private final ParseLimits limits;
    private SipParseException fault;
    private int contentLengthField = -1;

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
        int start = 0;
        while (start < b.length && (b[start] == '\r' || b[start] == '\n')) {
            start++;
        }
        int lineEnd = lineBreak(start);
        StartLine startLine = startLine(start, trimEnd(start, lineEnd));
        HeaderIndex index = new HeaderIndex(b);
        int at = afterBreak(lineEnd);
        while (at < b.length && !isBreak(at)) {
            at = headerField(at, index);
        }
        int bodyStart = afterBreak(at);
        index.setBodyStart(bodyStart);
        int length = contentLength(index, bodyStart);
        byte[] kept = length == b.length ? b : Arrays.copyOf(b, length);
        return new SipMessage(kept, startLine, kept == b ? index : index.over(kept), fault);
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
        boolean named = nameEnd > start && colon < b.length && b[colon] == ':';
        int firstEnd = lineBreak(named ? colon : start);
        int end = firstEnd;
        int next = afterBreak(end);
        while (next < b.length && (b[next] == ' ' || b[next] == '\t')) {
            end = lineBreak(next);
            next = afterBreak(end);
        }
        if (!named) {
            note(400, start, "Malformed header field name");
            return next;
        }
        int valueStart = colon + 1;
        while (valueStart < end && isWhite(b[valueStart])) {
            valueStart++;
        }
        HeaderName name = HeaderName.of(b, start, nameEnd);
        if (name == HeaderName.CONTENT_LENGTH && contentLengthField < 0) {
            contentLengthField = index.count();
        }
        index.add(name, start, end == firstEnd ? nameEnd : ~nameEnd, valueStart, trimEnd(valueStart, end), next);
        return next;
    }

    /** Octets of the message that count: what follows the body of a datagram is not part of it (RFC 3261 §18.3). */
    private int contentLength(HeaderIndex index, int bodyStart) {
        if (contentLengthField < 0) {
            return b.length;
        }
        long length = 0;
        int end = index.valueEnd(contentLengthField);
        int i = index.valueStart(contentLengthField);
        boolean empty = i == end;
        for (; i < end && length <= b.length; i++) {
            if (b[i] < '0' || b[i] > '9') {
                empty = true;
                break;
            }
            length = length * 10 + b[i] - '0';
        }
        if (empty) {
            note(400, index.valueStart(contentLengthField), "Malformed Content-Length header");
            return b.length;
        }
        if (length > b.length - bodyStart) {
            note(400, bodyStart, "Content-Length larger than the message");
            return b.length;
        }
        return bodyStart + (int) length;
    }

    private StartLine startLine(int start, int end) throws SipParseException {
        int space1 = start;
        while (space1 < end && b[space1] != ' ') {
            space1++;
        }
        if (space1 == start || space1 == end) {
            throw new SipParseException(400, start, "Malformed start line");
        }
        if (startsWithSip(start)) {
            return statusLine(start, space1, end);
        }
        int space2 = end - 1;
        while (b[space2] != ' ') {
            space2--;
        }
        if (space2 <= space1 + 1) {
            throw new SipParseException(400, space1, "Malformed request line");
        }
        for (int i = start; i < space1; i++) {
            if (!Tokens.isTokenChar(b[i])) {
                throw new SipParseException(400, i, "Malformed method");
            }
        }
        if (!isVersion2(space2 + 1, end)) {
            if (!startsWithSip(space2 + 1)) {
                throw new SipParseException(400, space2 + 1, "Malformed request line");
            }
            note(505, space2 + 1, "Version Not Supported");
        }
        return new StartLine(Method.of(b, start, space1), 0, start, space1, space1 + 1, space2, space2 + 1, end);
    }

    private StartLine statusLine(int start, int space1, int end) throws SipParseException {
        if (!isVersion2(start, space1)) {
            throw new SipParseException(505, start, "Version Not Supported");
        }
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

    private boolean startsWithSip(int start) {
        return start + 4 <= b.length
                && (b[start] | 0x20) == 's'
                && (b[start + 1] | 0x20) == 'i'
                && (b[start + 2] | 0x20) == 'p'
                && b[start + 3] == '/';
    }

    private boolean isVersion2(int start, int end) {
        return end - start == 7
                && startsWithSip(start)
                && b[start + 4] == '2'
                && b[start + 5] == '.'
                && b[start + 6] == '0';
    }

    private void note(int status, int offset, String reason) {
        if (fault == null || (status == 505 && fault.status() != 505)) {
            fault = new SipParseException(status, offset, reason);
        }
    }

    /** Offset of the line break that ends the line, or the end of the message. A CR without LF is a fault. */
    private int lineBreak(int from) {
        byte[] octets = b;
        for (int i = from; i < octets.length; i++) {
            byte c = octets[i];
            if (c > '\r') {
                continue; // one comparison for nearly all octets
            }
            if (c == '\n') {
                return i;
            }
            if (c == '\r') {
                if (i + 1 < b.length && b[i + 1] == '\n') {
                    return i;
                }
                note(400, i, "Carriage return within a line");
            }
        }
        return b.length;
    }

    private boolean isBreak(int at) {
        return b[at] == '\n' || (b[at] == '\r' && (at + 1 == b.length || b[at + 1] == '\n'));
    }

    private int afterBreak(int at) {
        int next = at < b.length && b[at] == '\r' ? at + 2 : at + 1;
        return Math.min(b.length, next);
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
