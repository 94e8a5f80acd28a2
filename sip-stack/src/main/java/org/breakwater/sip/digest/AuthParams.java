package org.breakwater.sip.digest;

import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Tokens;

/**
 * The parameters of a challenge or of credentials (RFC 7235 §2.1): {@code Digest name=value, name="value"}. Read once
 * into small arrays; at most {@value #MAX_PARAMS} parameters in {@value #MAX_LENGTH} characters, none twice.
 */
final class AuthParams {

    static final int MAX_LENGTH = 4096;
    static final int MAX_PARAMS = 24;

    private final String header;
    private final String text;
    private final String[] names = new String[MAX_PARAMS];
    private final String[] values = new String[MAX_PARAMS];
    private int count;

    private AuthParams(String header, String text) {
        this.header = header;
        this.text = text;
    }

    static AuthParams parse(String header, String text) throws SipParseException {
        if (text.length() > MAX_LENGTH) {
            throw new SipParseException(400, MAX_LENGTH, header + " header too long");
        }
        AuthParams params = new AuthParams(header, text);
        params.read();
        return params;
    }

    /** The value without quotes, or null. */
    String get(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return values[i];
            }
        }
        return null;
    }

    String required(String name) throws SipParseException {
        String value = get(name);
        if (value == null) {
            throw new SipParseException(400, 0, header + " header without " + name);
        }
        return value;
    }

    SipParseException malformed(int at) {
        return new SipParseException(400, at, "Malformed " + header + " header");
    }

    private void read() throws SipParseException {
        int at = skipBlanks(0);
        int schemeEnd = tokenEnd(at);
        if (schemeEnd - at != 6 || !text.regionMatches(true, at, "Digest", 0, 6)) {
            throw new SipParseException(400, at, header + " scheme is not Digest");
        }
        at = skipSeparators(schemeEnd);
        while (at < text.length()) {
            at = skipSeparators(parameter(at));
        }
    }

    private int parameter(int start) throws SipParseException {
        int nameEnd = tokenEnd(start);
        int equals = skipBlanks(nameEnd);
        if (nameEnd == start || equals == text.length() || text.charAt(equals) != '=' || count == MAX_PARAMS) {
            throw malformed(start);
        }
        String name = text.substring(start, nameEnd);
        if (get(name) != null) {
            throw new SipParseException(400, start, header + " header with two " + name + " parameters");
        }
        int valueStart = skipBlanks(equals + 1);
        int end;
        String value;
        if (valueStart < text.length() && text.charAt(valueStart) == '"') {
            end = quotedEnd(valueStart);
            value = unquote(valueStart + 1, end - 1);
        } else {
            end = plainEnd(valueStart);
            value = text.substring(valueStart, end);
        }
        if (end == valueStart) {
            throw malformed(valueStart);
        }
        names[count] = name;
        values[count++] = value;
        int next = skipBlanks(end);
        if (next < text.length() && text.charAt(next) != ',') {
            throw malformed(next);
        }
        return next;
    }

    private int quotedEnd(int start) throws SipParseException {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        throw malformed(start);
    }

    private String unquote(int start, int end) {
        if (text.indexOf('\\', start) < 0 || text.indexOf('\\', start) >= end) {
            return text.substring(start, end);
        }
        StringBuilder plain = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    private int tokenEnd(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) < 128 && Tokens.isTokenChar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int plainEnd(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) > ' ' && text.charAt(i) != ',' && text.charAt(i) != '"') {
            i++;
        }
        return i;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private int skipSeparators(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == ',')) {
            i++;
        }
        return i;
    }
}
