package org.breakwater.sip.message;

import java.util.function.BiConsumer;

/**
 * Parameters of a header value or URI, kept as text and searched when asked: {@code ;name=value;flag;name="quoted"}.
 *
 * @param text the parameters with their leading semicolon, or empty
 */
public record Params(String text) {

    /** No parameters. */
    public static final Params NONE = new Params("");

    /** The value without quotes of the first parameter of this name (any case); "" for a flag, null if absent. */
    public String get(String name) {
        int at = find(name);
        if (at < 0) {
            return null;
        }
        int end = endOfParam(at);
        int eq = equalsSign(at, end);
        return eq < 0 ? "" : unquote(text.substring(eq + 1, end).trim());
    }

    /** Whether a parameter of this name (any case) is there. */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /** Calls back for each parameter in order with name and raw value; the value is null for a flag. */
    public void forEach(BiConsumer<String, String> consumer) {
        int at = nextStart(0);
        while (at >= 0) {
            int end = endOfParam(at);
            int eq = equalsSign(at, end);
            String name = text.substring(at, eq < 0 ? end : eq).trim();
            consumer.accept(name, eq < 0 ? null : text.substring(eq + 1, end).trim());
            at = nextStart(end);
        }
    }

    /**
     * Whether every parameter is a token with, perhaps, a value that is a token, a host or a quoted string. One
     * semicolon at the very end is let pass.
     */
    public boolean isWellFormed() {
        int at = 0;
        while (at < text.length()) {
            int start = skipBlanks(at + 1);
            if (text.charAt(at) != ';' || (start == text.length() && at > 0)) {
                return text.charAt(at) == ';';
            }
            int end = endOfParam(start);
            if (!isWellFormed(start, end)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private boolean isWellFormed(int start, int end) {
        int eq = equalsSign(start, end);
        int nameEnd = trimEnd(start, eq < 0 ? end : eq);
        if (!Tokens.isToken(text, start, nameEnd)) {
            return false;
        }
        if (eq < 0) {
            return true;
        }
        int valueStart = skipBlanks(eq + 1);
        int valueEnd = trimEnd(valueStart, end);
        if (valueEnd <= valueStart) {
            return false;
        }
        if (text.charAt(valueStart) == '"') {
            return quotedEnd(valueStart) == valueEnd;
        }
        for (int i = valueStart; i < valueEnd; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == ',' || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private int trimEnd(int start, int end) {
        int i = end;
        while (i > start && text.charAt(i - 1) <= ' ') {
            i--;
        }
        return i;
    }

    private int quotedEnd(int start) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** These parameters without any of this name (any case). */
    public Params without(String name) {
        StringBuilder kept = new StringBuilder();
        forEach((n, v) -> {
            if (!n.equalsIgnoreCase(name)) {
                kept.append(';').append(n);
                if (v != null) {
                    kept.append('=').append(v);
                }
            }
        });
        return new Params(kept.toString());
    }

    /** These parameters and one more at the end; a null value makes a flag. */
    public Params with(String name, String value) {
        return new Params(text + ';' + name + (value == null ? "" : '=' + value));
    }

    @Override
    public String toString() {
        return text;
    }

    private int find(String name) {
        int at = nextStart(0);
        while (at >= 0) {
            int end = endOfParam(at);
            int eq = equalsSign(at, end);
            int nameEnd = eq < 0 ? end : eq;
            while (nameEnd > at && text.charAt(nameEnd - 1) <= ' ') {
                nameEnd--;
            }
            if (nameEnd - at == name.length() && text.regionMatches(true, at, name, 0, name.length())) {
                return at;
            }
            at = nextStart(end);
        }
        return -1;
    }

    private int nextStart(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ';' || text.charAt(i) <= ' ')) {
            i++;
        }
        return i < text.length() ? i : -1;
    }

    private int endOfParam(int from) {
        boolean quoted = false;
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return Math.min(i, text.length());
    }

    private int equalsSign(int start, int end) {
        int eq = text.indexOf('=', start);
        return eq >= 0 && eq < end ? eq : -1;
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        if (value.indexOf('\\') < 0) {
            return value.substring(1, value.length() - 1);
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            plain.append(c == '\\' && i + 1 < value.length() - 1 ? value.charAt(++i) : c);
        }
        return plain.toString();
    }
}
