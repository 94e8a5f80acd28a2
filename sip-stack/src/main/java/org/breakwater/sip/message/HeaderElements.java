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
    private final MessageEdits gone;
    private int field = -1;
    private int start;
    private int end = -1;
    private int keptEnd = -1;
    private boolean removed;
    private int scan;
    private int fieldEnd;

    /** @param gone elements deleted by these are passed over; null for none */
    HeaderElements(SipMessage message, HeaderName name, MessageEdits gone) {
        this.message = message;
        this.name = name;
        this.gone = gone;
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
            keptEnd = -1;
            end = -1;
            fieldEnd = index.valueEnd(field);
        }
    }

    private boolean nextInField() {
        byte[] octets = message.buffer();
        if (!removed && end >= 0) {
            keptEnd = end;
        }
        removed = false;
        while (scan < fieldEnd) {
            int comma = ValueList.elementEnd(octets, scan, fieldEnd);
            start = skipWhite(octets, scan, comma);
            end = comma;
            while (end > start && isWhite(octets[end - 1])) {
                end--;
            }
            scan = comma + 1;
            if (end > start && (gone == null || !gone.isDeleted(start))) {
                return true;
            }
        }
        removed = true;
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
     * Deletes the element and the comma it no longer needs; with the last element left in a field goes the whole
     * field. Elements this walk has passed without removing them count as left.
     */
    public void remove(MessageEdits edits) {
        removed = true;
        HeaderIndex index = message.index();
        if (keptEnd >= 0) {
            edits.deleteFurther(keptEnd, end);
            return;
        }
        int following = following(edits);
        if (following < 0) {
            edits.removeHeader(index, field);
        } else {
            edits.deleteFurther(index.valueStart(field), following);
        }
    }

    private int following(MessageEdits edits) {
        byte[] octets = message.buffer();
        for (int from = scan; from < fieldEnd; ) {
            int comma = ValueList.elementEnd(octets, from, fieldEnd);
            int other = skipWhite(octets, from, comma);
            if (other < comma && !edits.isDeleted(other)) {
                return other;
            }
            from = comma + 1;
        }
        return -1;
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
