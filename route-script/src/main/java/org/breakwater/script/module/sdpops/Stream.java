package org.breakwater.script.module.sdpops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.script.run.Numbers;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.sdp.RtpMap;

/** One stream of a description: its {@code m=} line and the lines up to the next. */
final class Stream {

    private static final int FIRST_FORMAT = 3;
    private static final Set<String> OF_FORMATS = Set.of("rtpmap", "fmtp", "rtcp-fb");

    private final SdpText.Line head;
    private final List<SdpText.Line> lines = new ArrayList<>();
    private final List<Word> words;

    Stream(SdpText.Line head) {
        this.head = head;
        this.words = words(head);
    }

    /** A word of the m= line: its first octet and the octet behind, in the message. */
    private record Word(String text, int start, int end) {}

    private static List<Word> words(SdpText.Line head) {
        List<Word> words = new ArrayList<>();
        String text = head.text();
        int at = 2;
        while (at < text.length()) {
            int blank = text.indexOf(' ', at);
            int end = blank < 0 ? text.length() : blank;
            if (end > at) {
                words.add(new Word(text.substring(at, end), head.start() + at, head.start() + end));
            }
            at = end + 1;
        }
        return words;
    }

    private String word(int i) {
        return i < words.size() ? words.get(i).text() : "";
    }

    SdpText.Line head() {
        return head;
    }

    /** The lines behind the {@code m=} line; filled by the reader. */
    List<SdpText.Line> lines() {
        return lines;
    }

    /** audio, video … */
    String kind() {
        return word(0);
    }

    /** RTP/AVP … */
    String transport() {
        return word(2);
    }

    boolean hasPort() {
        String port = word(1);
        int slash = port.indexOf('/');
        return Numbers.parseOrZero(slash < 0 ? port : port.substring(0, slash)) != 0;
    }

    /** Payload types or other formats. */
    List<String> formats() {
        return words.stream().skip(FIRST_FORMAT).map(Word::text).toList();
    }

    boolean has(String line) {
        return lines.stream().anyMatch(l -> l.text().equals(line));
    }

    /** What codec a format is, by rtpmap or by the static payload types; empty when unknown. */
    String codec(String format) {
        String prefix = "a=rtpmap:" + format + ' ';
        for (SdpText.Line line : lines) {
            if (line.text().startsWith(prefix)) {
                String name = line.text().substring(prefix.length());
                int slash = name.indexOf('/');
                return slash < 0 ? name : name.substring(0, slash);
            }
        }
        int number = Numbers.parse(format).orElse(-1);
        Optional<RtpMap> fixed = number < 0 ? Optional.empty() : RtpMap.ofStatic(number);
        return fixed.map(RtpMap::encoding).orElse("");
    }

    /** Deletes formats with the attributes that describe them. */
    void removeFormats(Set<String> formats, MessageEdits edits) {
        for (int i = FIRST_FORMAT; i < words.size(); i++) {
            if (formats.contains(words.get(i).text())
                    && !edits.isDeleted(words.get(i).start())) {
                edits.delete(words.get(i - 1).end(), words.get(i).end());
            }
        }
        for (SdpText.Line line : lines) {
            if (formats.contains(describedFormat(line.text())) && !edits.isDeleted(line.start())) {
                edits.delete(line.start(), line.end());
            }
        }
    }

    /** The format an attribute describes; empty when it describes none. */
    private static String describedFormat(String line) {
        int colon = line.indexOf(':');
        if (!line.startsWith("a=") || colon < 0 || !OF_FORMATS.contains(line.substring(2, colon))) {
            return "";
        }
        int blank = line.indexOf(' ', colon);
        return line.substring(colon + 1, blank < 0 ? line.length() : blank);
    }

    /** Deletes the whole stream. */
    void remove(MessageEdits edits) {
        int end = lines.isEmpty() ? head.end() : lines.get(lines.size() - 1).end();
        edits.delete(head.start(), end);
    }
}
