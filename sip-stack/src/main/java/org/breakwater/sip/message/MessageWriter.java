package org.breakwater.sip.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes a received message again with a new start line and its edits; ranges without edits are copied as they are. */
public final class MessageWriter {

    /** Insertions go before what is deleted or replaced at the same place. */
    private static final Comparator<MessageEdits.Edit> BY_PLACE =
            Comparator.comparingInt(MessageEdits.Edit::start).thenComparing(e -> e.end() > e.start());

    private MessageWriter() {}

    /**
     * Writes a request or response.
     *
     * @param startLine new start line without line break, null keeps the old one
     * @param topFields header fields placed before all others, each with its line break; may be empty
     * @param edits offsets into {@code message}; a change of the body corrects Content-Length
     */
    public static byte[] write(SipMessage message, String startLine, String topFields, MessageEdits edits) {
        byte[] source = message.buffer();
        int headersStart = firstHeader(message);
        WireBuffer out = new WireBuffer(source.length + 256);
        if (startLine == null) {
            out.add(source, 0, headersStart);
        } else {
            out.add(startLine).crlf();
        }
        out.add(topFields);
        if (edits == null || edits.isEmpty()) {
            return out.add(source, headersStart, source.length).toBytes();
        }
        List<MessageEdits.Edit> ordered = ordered(message, edits);
        apply(source, headersStart, ordered, out);
        return out.toBytes();
    }

    /** Offset of the first header field. */
    public static int firstHeader(SipMessage message) {
        return message.index().count() > 0 ? message.index().lineStart(0) : message.bodyStart();
    }

    /** Offset before which a field appended at the end of the header section goes. */
    public static int endOfHeaders(SipMessage message) {
        int last = message.index().count() - 1;
        return last < 0 ? message.bodyStart() : message.index().lineEnd(last);
    }

    private static List<MessageEdits.Edit> ordered(SipMessage message, MessageEdits edits) {
        List<MessageEdits.Edit> list = new ArrayList<>(edits.list());
        list.sort(BY_PLACE);
        int bodyStart = message.bodyStart();
        if (!list.isEmpty() && list.get(list.size() - 1).start() >= bodyStart) {
            correctContentLength(message, message.bodyLength() + bodyGrowth(list, bodyStart), edits, list);
            list.sort(BY_PLACE);
        }
        return list;
    }

    /** How much longer the body becomes; octets deleted twice count once, as {@link #apply} does it. */
    private static int bodyGrowth(List<MessageEdits.Edit> sorted, int bodyStart) {
        int growth = 0;
        int at = bodyStart;
        for (MessageEdits.Edit e : sorted) {
            if (e.start() < bodyStart || (e.start() < at && !e.text().isEmpty())) {
                continue;
            }
            growth += e.text().length() - Math.max(0, e.end() - Math.max(at, e.start()));
            at = Math.max(at, e.end());
        }
        return growth;
    }

    private static void correctContentLength(
            SipMessage message, int bodyLength, MessageEdits edits, List<MessageEdits.Edit> list) {
        int i = message.index().first(HeaderName.CONTENT_LENGTH);
        String length = Integer.toString(bodyLength);
        if (i < 0) {
            int end = endOfHeaders(message);
            list.add(new MessageEdits.Edit(end, end, "Content-Length: " + length + "\r\n"));
        } else if (!edits.isDeleted(message.index().valueStart(i))) {
            list.add(new MessageEdits.Edit(
                    message.index().valueStart(i), message.index().valueEnd(i), length));
        }
    }

    private static void apply(byte[] source, int from, List<MessageEdits.Edit> ordered, WireBuffer out) {
        int at = from;
        for (MessageEdits.Edit e : ordered) {
            if (e.start() < at) {
                if (e.text().isEmpty()) {
                    at = Math.max(at, e.end()); // deletions may overlap
                }
                continue; // what changes octets that are gone already is dropped
            }
            if (e.start() > at) {
                out.add(source, at, e.start());
                at = e.start();
            }
            out.add(e.text());
            at = Math.max(at, e.end());
        }
        out.add(source, at, source.length);
    }
}
