package org.breakwater.sip.message;

/** Finds where elements of a comma separated list end; commas in quotes, angle brackets and comments do not count. */
public final class ValueList {

    private ValueList() {}

    /**
     * Index of the comma that ends the element starting at {@code from}, or the length of the text. A quotation mark
     * that is never closed ends nothing: the rest of the text is one element.
     */
    public static int elementEnd(String text, int from) {
        boolean bracket = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = closingQuote(text, i);
            } else if (c == '<') {
                bracket = true;
            } else if (c == '>') {
                bracket = false;
            } else if (c == ',' && !bracket) {
                return i;
            }
        }
        return text.length();
    }

    /** Index of the quotation mark that closes the one at {@code open}, or the length of the text when none does. */
    static int closingQuote(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return text.length();
    }

    /** The same on octets: offset of the comma that ends the element starting at {@code from}, or {@code end}. */
    public static int elementEnd(byte[] octets, int from, int end) {
        boolean bracket = false;
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte c = octets[i];
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                bracket = true;
            } else if (c == '>') {
                bracket = false;
            } else if (c == ',' && !bracket) {
                return i;
            }
        }
        return end;
    }
}
