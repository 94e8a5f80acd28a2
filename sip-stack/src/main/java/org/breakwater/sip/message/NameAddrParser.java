package org.breakwater.sip.message;

import java.util.ArrayList;
import java.util.List;

/** Reads name-addr values and splits lists of them. */
public final class NameAddrParser {

    private NameAddrParser() {}

    static NameAddr parse(String value) throws SipParseException {
        int open = openBracket(value);
        if (open < 0) {
            return addrSpec(value);
        }
        int close = value.indexOf('>', open);
        if (close < 0) {
            throw new SipParseException(400, open, "Unclosed angle bracket");
        }
        String display = value.substring(0, open).trim();
        checkDisplayName(display);
        String uri = value.substring(open + 1, close).trim();
        if (uri.isEmpty()) {
            throw new SipParseException(400, open, "Empty URI");
        }
        return new NameAddr(display.isEmpty() ? null : display, uri, params(value, close + 1));
    }

    /**
     * Splits a header value at the commas that separate its elements, leaving those in quotes and brackets alone.
     * Elements are trimmed; empty ones are left out.
     */
    public static List<String> split(String value) {
        List<String> parts = new ArrayList<>(2);
        for (int start = 0; start < value.length(); ) {
            int end = ValueList.elementEnd(value, start);
            addTrimmed(parts, value, start, end);
            start = end + 1;
        }
        return parts;
    }

    private static void addTrimmed(List<String> parts, String value, int start, int end) {
        String part = value.substring(start, end).trim();
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static int openBracket(String value) throws SipParseException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '<') {
                return i;
            }
            if (c == '"') {
                i = ValueList.closingQuote(value, i);
                if (i == value.length()) {
                    throw new SipParseException(400, 0, "Unclosed quoted string");
                }
            }
        }
        return -1;
    }

    private static NameAddr addrSpec(String value) throws SipParseException {
        int semicolon = value.indexOf(';');
        String uri = (semicolon < 0 ? value : value.substring(0, semicolon)).trim();
        if (uri.isEmpty()) {
            throw new SipParseException(400, 0, "Missing URI");
        }
        if (uri.indexOf('?') >= 0) {
            throw new SipParseException(400, 0, "URI with headers needs angle brackets");
        }
        return new NameAddr(null, uri, semicolon < 0 ? Params.NONE : new Params(value.substring(semicolon)));
    }

    private static Params params(String value, int from) throws SipParseException {
        String rest = value.substring(from).trim();
        if (!rest.isEmpty() && rest.charAt(0) != ';') {
            throw new SipParseException(400, from, "Unexpected text after URI");
        }
        return rest.isEmpty() ? Params.NONE : new Params(rest);
    }

    private static void checkDisplayName(String display) throws SipParseException {
        if (display.isEmpty()) {
            return;
        }
        if (display.charAt(0) == '"') {
            if (ValueList.closingQuote(display, 0) != display.length() - 1) {
                throw new SipParseException(400, 0, "Unexpected text after display name");
            }
            return;
        }
        for (int i = 0; i < display.length(); i++) {
            char c = display.charAt(i);
            if (c == ',' || c == ';' || c == '"' || c == '>' || (c < ' ' && c != '\t')) {
                throw new SipParseException(400, i, "Display name needs quotes");
            }
        }
    }
}
