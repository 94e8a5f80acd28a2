package org.breakwater.sip.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.SipParseException;

/** Reads session descriptions in one pass. */
final class SdpParser {

    private static final int MAX_LINES = 1000;
    private static final int MAX_MEDIA = 64;
    private static final int MAX_FORMATS = 256;

    private final String text;
    private final List<MediaDescription> media = new ArrayList<>(4);
    private List<SdpLine> session;
    private int at;
    private int lineNumber;

    SdpParser(String text) {
        this.text = text;
    }

    SessionDescription session() throws SipParseException {
        List<SdpLine> section = new ArrayList<>(16);
        while (at < text.length()) {
            SdpLine line = line();
            if (line == null) {
                continue;
            }
            if (lineNumber == 1 && !(line.type() == 'v' && line.value().equals("0"))) {
                throw fault("first line is not v=0");
            }
            if (line.type() == 'm') {
                close(section);
                section = new ArrayList<>(16);
            }
            section.add(line);
        }
        if (section.isEmpty()) {
            throw new SipParseException(400, 0, "SDP is empty");
        }
        close(section);
        return new SessionDescription(session, media);
    }

    private void close(List<SdpLine> section) throws SipParseException {
        if (session == null) {
            session = section;
        } else {
            media.add(section(section));
            if (media.size() > MAX_MEDIA) {
                throw fault("more than " + MAX_MEDIA + " media sections");
            }
        }
    }

    private SdpLine line() throws SipParseException {
        lineNumber++;
        int start = at;
        int end = text.indexOf('\n', start);
        int next = end < 0 ? text.length() : end + 1;
        end = end < 0 ? text.length() : end;
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        at = next;
        if (end == start && next == text.length()) {
            return null; // an empty line at the very end is common and means nothing
        }
        if (end - start < 2 || text.charAt(start + 1) != '=' || !isType(text.charAt(start))) {
            throw fault("is not type=value");
        }
        if (lineNumber > MAX_LINES) {
            throw fault("more than " + MAX_LINES + " lines");
        }
        String value = text.substring(start + 2, end);
        if (value.indexOf('\r') >= 0) {
            throw fault("has a carriage return before its end");
        }
        return new SdpLine(text.charAt(start), value, text.substring(end, next));
    }

    private MediaDescription section(List<SdpLine> lines) throws SipParseException {
        String[] words = words(lines.get(0).value(), MAX_FORMATS + 3);
        if (words.length < 4) {
            throw media("malformed m= line");
        }
        if (words.length == MAX_FORMATS + 3) {
            throw media("more than " + MAX_FORMATS + " formats");
        }
        int slash = words[1].indexOf('/');
        int port = number(slash < 0 ? words[1] : words[1].substring(0, slash), 65535);
        int count = slash < 0 ? 1 : number(words[1].substring(slash + 1), 65535);
        if (port < 0 || count < 1) {
            throw media("malformed port in m= line");
        }
        List<String> formats = Arrays.asList(words).subList(3, words.length);
        return new MediaDescription(words[0], port, count, words[2], formats, lines);
    }

    private static boolean isType(char c) {
        return c >= 'a' && c <= 'z';
    }

    private SipParseException media(String what) {
        return new SipParseException(400, at, "SDP media section " + (media.size() + 1) + ": " + what);
    }

    private SipParseException fault(String what) {
        return new SipParseException(400, at, "SDP line " + lineNumber + ": " + what);
    }

    /** The words between blanks, at most {@code limit}: the rest is left out. */
    static String[] words(String value, int limit) {
        List<String> words = new ArrayList<>(8);
        int i = 0;
        while (i < value.length() && words.size() < limit) {
            int end = value.indexOf(' ', i);
            end = end < 0 ? value.length() : end;
            if (end > i) {
                words.add(value.substring(i, end));
            }
            i = end + 1;
        }
        return words.toArray(new String[0]);
    }

    /** A decimal number from 0 to {@code max}, or -1. */
    static int number(String text, int max) {
        return (int) DeltaSeconds.upTo(text, max);
    }
}
