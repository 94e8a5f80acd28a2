package org.breakwater.script.module.nathelper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/** Lines of a session description in a message, with their place in it. */
final class Sdp {

    private Sdp() {}

    /**
     * One line.
     *
     * @param start offset of its first octet in the message
     * @param text without the line break
     */
    record Line(int start, String text) {

        /** The address of a {@code c=} or {@code o=} line: its last word, without TTL; null if malformed. */
        String address() {
            int from = addressStart();
            if (from < 0) {
                return null;
            }
            int slash = text.indexOf('/', from);
            return text.substring(from, slash < 0 ? text.length() : slash);
        }

        /** Where the address begins in the text, or -1. */
        int addressStart() {
            int v4 = text.indexOf(" IP4 ");
            int at = v4 >= 0 ? v4 : text.indexOf(" IP6 ");
            return at < 0 ? -1 : at + 5;
        }
    }

    /** All lines; empty when the body is no session description. */
    static List<Line> lines(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        if (message.bodyLength() == 0
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("application/sdp")) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        String body = message.body();
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf('\n', from);
            int stop = end < 0 ? body.length() : end;
            int textEnd = stop > from && body.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            lines.add(new Line(message.bodyStart() + from, body.substring(from, textEnd)));
            from = stop + 1;
        }
        return lines;
    }

    /** Lines of one type, as {@code c=}. */
    static List<Line> lines(SipMessage message, String type) {
        return lines(message).stream().filter(l -> l.text().startsWith(type)).toList();
    }
}
