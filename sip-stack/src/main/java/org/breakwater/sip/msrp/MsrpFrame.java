package org.breakwater.sip.msrp;

import java.util.Arrays;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;

/**
 * One frame: a request or a reply with its end-line (RFC 4975 §7). Knows where its parts lie and makes text of a part when
 * it is asked for; the octets are never changed.
 */
public final class MsrpFrame {

    private static final byte[] START = Octets.bytes("MSRP ");
    private static final int HYPHENS = 7;
    private static final int LONGEST_TRANSACTION = 64;

    private final byte[] octets;
    private int transactionEnd;
    private int typeEnd;
    private int headersStart;
    private int headersEnd;
    private int bodyStart = -1;
    private int endLine;
    private final int[] toPath = new int[2];
    private final int[] fromPath = new int[2];

    private MsrpFrame(byte[] octets) {
        this.octets = octets;
    }

    /** Whether octets begin as a frame does; true of fewer than five as long as they agree. */
    public static boolean begins(byte[] b, int base, int length) {
        for (int i = 0; i < Math.min(length, START.length); i++) {
            if (b[base + i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The transaction identifier of the start line at {@code base}.
     *
     * @param lineEnd where the line break is
     * @return null when there is none, or a longer one than 64 octets
     */
    public static byte[] transaction(byte[] b, int base, int lineEnd) {
        int start = base + START.length;
        int end = start;
        while (end < lineEnd && b[end] > ' ' && b[end] < 127) {
            end++;
        }
        boolean usable = end > start && end < lineEnd && b[end] == ' ' && end - start <= LONGEST_TRANSACTION;
        return usable ? Arrays.copyOfRange(b, start, end) : null;
    }

    /**
     * Indexes a complete frame; the array is the frame's from then on. To-Path must be the first header field and
     * From-Path the second (RFC 4975 §7.1).
     *
     * @throws SipParseException 400 when it is none
     */
    public static MsrpFrame parse(byte[] octets) throws SipParseException {
        MsrpFrame frame = new MsrpFrame(octets);
        frame.startLine();
        frame.fields();
        return frame;
    }

    private void startLine() throws SipParseException {
        int lineEnd = lineEnd(0);
        byte[] id = lineEnd > 0 && begins(octets, 0, lineEnd) ? transaction(octets, 0, lineEnd) : null;
        if (id == null) {
            throw new SipParseException(400, 0, "Bad MSRP start line");
        }
        transactionEnd = START.length + id.length;
        int end = transactionEnd + 1;
        while (end < lineEnd && octets[end] > ' ') {
            end++;
        }
        if (end == transactionEnd + 1 || end < lineEnd && (octets[end] != ' ' || !isCode(end))) {
            throw new SipParseException(400, transactionEnd, "Neither a method nor a status");
        }
        typeEnd = end;
        headersStart = lineEnd + 2;
        endLine = octets.length - HYPHENS - id.length - 3;
        if (endLine < headersStart || new EndLine(id, endLine - 2).find(octets, 0, octets.length) != octets.length) {
            throw new SipParseException(400, octets.length, "No end-line");
        }
    }

    private boolean isCode(int end) {
        int start = transactionEnd + 1;
        return end == start + 3 && isDigit(octets[start]) && isDigit(octets[start + 1]) && isDigit(octets[start + 2]);
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private void fields() throws SipParseException {
        int line = headersStart;
        for (int n = 0; line < endLine; n++) {
            int end = lineEnd(line);
            if (end == line) {
                bodyStart = line + 2;
                break;
            }
            int colon = colon(line, end);
            boolean to = isName("To-Path", line, colon);
            if (to != (n == 0) || isName("From-Path", line, colon) != (n == 1)) {
                throw new SipParseException(400, line, "To-Path and From-Path must come first, once each");
            }
            if (n < 2) {
                int[] path = to ? toPath : fromPath;
                path[0] = skipBlanks(colon + 1, end);
                path[1] = end;
            }
            line = end + 2;
        }
        headersEnd = line;
        if (fromPath[1] == 0 || toPath[0] == toPath[1] || fromPath[0] == fromPath[1]) {
            throw new SipParseException(400, headersEnd, "To-Path or From-Path missing");
        }
    }

    private int colon(int line, int end) throws SipParseException {
        for (int i = line; i < end; i++) {
            if (octets[i] == '\n' || octets[i] == '\r' || octets[i] == 0) {
                break;
            }
            if (octets[i] == ':') {
                return checkValue(i, end);
            }
        }
        throw new SipParseException(400, line, "Header line without a name");
    }

    private int checkValue(int colon, int end) throws SipParseException {
        for (int i = colon; i < end; i++) {
            if (octets[i] == '\n' || octets[i] == '\r' || octets[i] == 0) {
                throw new SipParseException(400, i, "Header line with a line break in it");
            }
        }
        return colon;
    }

    /** Where the line break of a line is; the end-line when there is none before it. */
    private int lineEnd(int from) {
        for (int i = from; i + 1 < octets.length; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int skipBlanks(int from, int end) {
        int at = from;
        while (at < end && (octets[at] == ' ' || octets[at] == '\t')) {
            at++;
        }
        return at;
    }

    private boolean isName(String name, int line, int colon) {
        if (colon - line != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((octets[line + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private String text(int start, int end) {
        return Octets.text(octets, start, end);
    }

    /** All octets; not to be changed. */
    public byte[] octets() {
        return octets;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return !isCode(typeEnd);
    }

    /** SEND, REPORT, AUTH …; of a reply the status code. */
    public String type() {
        return text(transactionEnd + 1, typeEnd);
    }

    /** Whether it is a request of this method. */
    public boolean is(String method) {
        int start = transactionEnd + 1;
        if (typeEnd - start != method.length()) {
            return false;
        }
        for (int i = 0; i < method.length(); i++) {
            if (octets[start + i] != method.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The comment of a reply; empty when there is none. */
    public String comment() {
        return typeEnd + 2 >= headersStart ? "" : text(typeEnd + 1, headersStart - 2);
    }

    /** The transaction identifier. */
    public String transaction() {
        return text(START.length, transactionEnd);
    }

    /** The header section with its line breaks. */
    public String headers() {
        return text(headersStart, headersEnd);
    }

    /** Start line and header section with their line breaks. */
    public String head() {
        return text(0, headersEnd);
    }

    /** Whether it has a body. */
    public boolean hasBody() {
        return bodyStart >= 0;
    }

    /** Length of the body with the line break before the end-line, in octets; 0 when there is none. */
    public int bodyLength() {
        return bodyStart < 0 ? 0 : endLine - bodyStart;
    }

    /** The body with the line break before the end-line. */
    public String body() {
        return bodyStart < 0 ? "" : text(bodyStart, endLine);
    }

    /** The continuation flag: {@code $}, {@code +} or {@code #}. */
    public char flag() {
        return (char) octets[octets.length - 3];
    }

    /** Value of the first header field of this name in any case; null when there is none. */
    public String header(String name) {
        int line = line(name);
        if (line < 0) {
            return null;
        }
        return text(skipBlanks(line + name.length() + 1, lineEnd(line)), lineEnd(line))
                .stripTrailing();
    }

    /** The first header field of this name as it stands, with its line break; empty when there is none. */
    public String headerLine(String name) {
        int line = line(name);
        return line < 0 ? "" : text(line, lineEnd(line) + 2);
    }

    private int line(String name) {
        int line = headersStart;
        while (line < headersEnd) {
            int end = lineEnd(line);
            if (end - line > name.length()
                    && octets[line + name.length()] == ':'
                    && isName(name, line, line + name.length())) {
                return line;
            }
            line = end + 2;
        }
        return -1;
    }

    /** Value of To-Path: where the frame is to go, this relay first. */
    public MsrpPath toPath() {
        return new MsrpPath(text(toPath[0], toPath[1]).strip());
    }

    /** Value of From-Path: where the frame comes from, the last hop first. */
    public MsrpPath fromPath() {
        return new MsrpPath(text(fromPath[0], fromPath[1]).strip());
    }

    /**
     * The frame as it leaves for the next hop: the first URI of To-Path has become the first of From-Path (RFC 4976
     * §6.3). All else are the octets that came.
     *
     * @return null when To-Path leads no further
     */
    public byte[] relayed() {
        int blank = toPath[0];
        while (blank < toPath[1] && octets[blank] != ' ') {
            blank++;
        }
        int rest = skipBlanks(blank, toPath[1]);
        if (rest == toPath[1]) {
            return null;
        }
        byte[] out = new byte[octets.length + 1 - (rest - blank)];
        int at = copy(0, toPath[0], out, 0);
        at = copy(rest, fromPath[0], out, at);
        at = copy(toPath[0], blank, out, at);
        out[at++] = ' ';
        copy(fromPath[0], octets.length, out, at);
        return out;
    }

    private int copy(int from, int to, byte[] out, int at) {
        System.arraycopy(octets, from, out, at, to - from);
        return at + to - from;
    }
}
