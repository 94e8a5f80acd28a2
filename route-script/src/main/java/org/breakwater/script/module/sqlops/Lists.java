package org.breakwater.script.module.sqlops;

import java.util.ArrayList;
import java.util.List;

/** Lists of variables, written as one string. */
final class Lists {

    private Lists() {}

    /** Cuts at every separator that stands in no parentheses, brackets or braces; trims; leaves out what is empty. */
    static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && separators.indexOf(c) >= 0) {
                add(parts, text.substring(start, i));
                start = i + 1;
            }
        }
        add(parts, text.substring(start));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.trim());
        }
    }
}
