package org.breakwater.script.module.sdpops;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/**
 * A session description where it lies in a message, line by line with offsets, so that edits touch nothing else. Lines
 * that are malformed are kept and match nothing.
 */
final class SdpText {

    private final String text;
    private final int start;
    private final List<Line> session = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    private SdpText(String text, int start) {
        this.text = text;
        this.start = start;
        read();
    }

    /**
     * One line.
     *
     * @param text without its line break
     * @param start offset in the message
     * @param end offset behind the line break
     */
    record Line(String text, int start, int end) {}

    /**
     * The description in a message; null when it has none: no body, another content type, no {@code v=} line.
     */
    static SdpText of(SipMessage message) {
        int[] range = SdpPart.range(message);
        if (range == null) {
            return null;
        }
        String text = Octets.text(message.buffer(), range[0], range[1]);
        return text.startsWith("v=") ? new SdpText(text, range[0]) : null;
    }

    /** Whether a message has a body at all. */
    static boolean hasBody(SipMessage message) {
        return message.bodyLength() > 0;
    }

    /** Whether the content type, or a part of a multipart body, names SDP, without looking further. */
    static boolean isNamed(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        if (type == null || message.bodyLength() == 0) {
            return false;
        }
        String lower = type.toLowerCase(java.util.Locale.ROOT);
        return lower.startsWith(SdpPart.SDP)
                || (lower.startsWith("multipart/") && message.body().contains(SdpPart.SDP));
    }

    private void read() {
        List<Line> current = session;
        int at = 0;
        while (at < text.length()) {
            int lf = text.indexOf('\n', at);
            int end = lf < 0 ? text.length() : lf + 1;
            int stop = lf < 0 ? text.length() : lf > at && text.charAt(lf - 1) == '\r' ? lf - 1 : lf;
            Line line = new Line(text.substring(at, stop), start + at, start + end);
            if (line.text().startsWith("m=")) {
                Stream stream = new Stream(line);
                streams.add(stream);
                current = stream.lines();
            } else {
                current.add(line);
            }
            at = end;
        }
    }

    /** The whole description. */
    String text() {
        return text;
    }

    /** Lines before the first stream. */
    List<Line> session() {
        return session;
    }

    /** The streams in order. */
    List<Stream> streams() {
        return streams;
    }

    /** All lines in order. */
    List<Line> lines() {
        List<Line> all = new ArrayList<>(session);
        for (Stream stream : streams) {
            all.add(stream.head());
            all.addAll(stream.lines());
        }
        return all;
    }

    /** Streams of a kind in any case; all when it is empty. */
    List<Stream> streams(String kind) {
        return kind.isEmpty()
                ? streams
                : streams.stream().filter(s -> s.kind().equalsIgnoreCase(kind)).toList();
    }
}
