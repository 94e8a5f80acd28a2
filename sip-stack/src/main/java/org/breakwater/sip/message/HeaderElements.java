package org.breakwater.sip.message;

/**
 * Walks over the elements of a header that is a list, in one field or several, joined by commas or not (RFC 3261
 * §7.3.1), and knows exactly which octets each takes. Empty elements are passed over.
 *
 * <pre>{@code
 * HeaderElements vias = message.elements(HeaderName.VIA);
 * if (vias.next()) {
 *     vias.remove(edits);
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class HeaderElements {

    private final SipMessage message;
    private final HeaderName name;
    private int field = -1;
    private int start;
    private int end;
    private int scan;
    private int fieldEnd;

    HeaderElements(SipMessage message, HeaderName name) {
        this.message = message;
        this.name = name;
    }

    /** Goes to the next element, the first at first; false when there is none. */
    public boolean next() {
        while (true) {
            if (field >= 0 && nextInField()) {
                return true;
            }
            HeaderIndex index = message.index();
            field = field < 0 ? index.first(name) : index.next(name, field + 1);
            if (field < 0) {
                return false;
            }
            scan = index.valueStart(field);
            fieldEnd = index.valueEnd(field);
        }
    }

    private boolean nextInField() {
        byte[] octets = message.buffer();
        while (scan < fieldEnd) {
            int comma = ValueList.elementEnd(octets, scan, fieldEnd);
            start = skipWhite(octets, scan, comma);
            end = comma;
            while (end > start && isWhite(octets[end - 1])) {
                end--;
            }
            scan = comma + 1;
            if (end > start) {
                return true;
            }
        }
        return false;
    }

    /** Index of the header field the element stands in. */
    public int field() {
        return field;
    }

    /** First octet of the element. */
    public int start() {
        return start;
    }

    /** The octet after the element, without white space and comma. */
    public int end() {
        return end;
    }

    /** The element, unfolded and trimmed. */
    public String text() {
        return message.index().text(field, start, end);
    }

    /**
     * Deletes the element and the comma it no longer needs; with the last element of a field goes the whole field.
     */
    public void remove(MessageEdits edits) {
        HeaderIndex index = message.index();
        byte[] octets = message.buffer();
        int valueStart = index.valueStart(field);
        if (!hasOthers(edits, valueStart)) {
            edits.removeHeader(index, field);
            return;
        }
        int following = skipWhite(octets, Math.min(scan, fieldEnd), fieldEnd);
        if (following < fieldEnd) {
            edits.delete(start, following);
            return;
        }
        int comma = start - 1;
        while (comma > valueStart && octets[comma] != ',') {
            comma--;
        }
        edits.delete(comma, end);
    }

    private boolean hasOthers(MessageEdits edits, int valueStart) {
        byte[] octets = message.buffer();
        for (int at = valueStart; at < fieldEnd; ) {
            int comma = ValueList.elementEnd(octets, at, fieldEnd);
            int other = skipWhite(octets, at, comma);
            if (other < comma && other != start && !edits.isDeleted(other)) {
                return true;
            }
            at = comma + 1;
        }
        return false;
    }

    private static int skipWhite(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && isWhite(octets[i])) {
            i++;
        }
        return i;
    }

    private static boolean isWhite(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
