package org.breakwater.sip.msrp;

/**
 * URIs a frame is to visit or has visited, separated by blanks (RFC 4975 §9). Nothing says that they can be read.
 *
 * @param text as written, not empty
 */
public record MsrpPath(String text) {

    /** How many URIs there are: 1 or more. */
    public int size() {
        int count = 1;
        for (int i = next(0); i < text.length(); i = next(i)) {
            count++;
        }
        return count;
    }

    /** The first URI. */
    public String first() {
        return text.substring(0, end(0));
    }

    /** The second URI; null when there is none. */
    public String second() {
        int start = next(0);
        return start == text.length() ? null : text.substring(start, end(start));
    }

    /** The last URI. */
    public String last() {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private int end(int from) {
        int blank = text.indexOf(' ', from);
        return blank < 0 ? text.length() : blank;
    }

    private int next(int from) {
        int at = end(from);
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
