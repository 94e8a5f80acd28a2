package org.breakwater.script.module.textopsx;

/** Parameters inside a value's text, separated by semicolons or, in credentials, by commas. */
final class ParamText {

    private ParamText() {}

    /** The text without a parameter; null when it has none of that name. */
    static String without(String text, String name, char separator) {
        int[] span = find(text, name, separator);
        if (span == null) {
            return null;
        }
        String before = text.substring(0, span[0]);
        String after = text.substring(span[1]);
        if (separator == ',' && !before.endsWith(",")) {
            return before + (after.startsWith(",") ? after.substring(1).stripLeading() : after);
        }
        return (before.endsWith(String.valueOf(separator)) ? before.substring(0, before.length() - 1) : before) + after;
    }

    /** The text with a parameter set or added; an empty value makes a flag. */
    static String with(String text, String name, String value, char separator) {
        String written = value.isEmpty() ? name : name + '=' + value;
        int[] span = find(text, name, separator);
        return span == null
                ? text + separator + written
                : text.substring(0, span[0]) + written + text.substring(span[1]);
    }

    /** Start and end of a parameter, blanks around it left out; null when there is none. */
    private static int[] find(String text, String name, char separator) {
        int at = firstParam(text, separator);
        while (at >= 0 && at < text.length()) {
            int end = end(text, at, separator);
            int start = at;
            while (start < end && text.charAt(start) <= ' ') {
                start++;
            }
            int eq = text.indexOf('=', start);
            int nameEnd = eq >= 0 && eq < end ? eq : end;
            if (text.substring(start, nameEnd).trim().equalsIgnoreCase(name)) {
                return new int[] {start, end};
            }
            at = end + 1;
        }
        return null;
    }

    private static int firstParam(String text, char separator) {
        if (separator == ',') {
            return Math.max(0, text.indexOf(' ') + 1); // behind the scheme
        }
        int semicolon = end(text, 0, ';');
        return semicolon < text.length() ? semicolon + 1 : -1;
    }

    private static int end(String text, int from, char separator) {
        boolean quoted = false;
        int brackets = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                brackets += c == '<' ? 1 : -1;
            } else if (c == separator && !quoted && brackets <= 0) {
                return i;
            }
        }
        return text.length();
    }
}
