package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * A SIP message cut into lines, as far as a scripted peer needs it. Deliberately not our own parser: the oracle must
 * not share faults with what it judges.
 *
 * @param startLine first line
 * @param headers header lines, unfolded, in order
 * @param body everything after the empty line
 */
record SipText(String startLine, List<String> headers, String body) {

    static SipText parse(String message) {
        int end = message.indexOf("\r\n\r\n");
        String head = end < 0 ? message : message.substring(0, end);
        String body = end < 0 ? "" : message.substring(end + 4);
        String[] lines = head.split("\r\n");
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            boolean folded = lines[i].startsWith(" ") || lines[i].startsWith("\t");
            if (folded && !headers.isEmpty()) {
                headers.set(headers.size() - 1, headers.get(headers.size() - 1) + " " + lines[i].strip());
            } else {
                headers.add(lines[i]);
            }
        }
        return new SipText(lines[0], headers, body);
    }

    boolean isReply() {
        return startLine.startsWith("SIP/2.0 ");
    }

    /** Status of a reply; 0 when it has none. */
    int status() {
        String[] words = startLine.split(" ");
        return isReply() && words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    /** Method of a request. */
    String method() {
        return startLine.split(" ")[0];
    }

    /** Request URI; empty when the line is malformed. */
    String target() {
        String[] words = startLine.split(" ");
        return words.length > 1 ? words[1] : "";
    }

    static String nameOf(String header) {
        int colon = header.indexOf(':');
        return (colon < 0 ? header : header.substring(0, colon)).strip().toLowerCase(java.util.Locale.ROOT);
    }

    static String valueOf(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    /** Values of every header of that (lower-case) name. */
    List<String> values(String name) {
        return headers.stream()
                .filter(h -> nameOf(h).equals(name))
                .map(SipText::valueOf)
                .toList();
    }

    /** First value, or empty. */
    String first(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }
}
