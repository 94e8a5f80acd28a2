package org.breakwater.script.module.pv;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;

/**
 * {@code root[index]=>key[index]}, taken apart.
 *
 * @param key null when only the root is named
 */
record XavpName(Expression root, Indexes rootIndex, Expression key, Indexes keyIndex) {

    static XavpName parse(String text, LoadContext load) throws FixupException {
        int arrow = text.indexOf("=>");
        String root = (arrow < 0 ? text : text.substring(0, arrow)).trim();
        String key = arrow < 0 ? null : text.substring(arrow + 2).trim();
        if (root.isEmpty() || (key != null && key.isEmpty())) {
            throw new FixupException("\"" + text + "\" is not the name of an extended AVP");
        }
        return new XavpName(
                name(root, load),
                Indexes.ofText(index(root), load),
                key == null ? null : name(key, load),
                Indexes.ofText(key == null ? null : index(key), load));
    }

    private static Expression name(String text, LoadContext load) throws FixupException {
        int bracket = bracket(text);
        return Names.expression(unquoted((bracket < 0 ? text : text.substring(0, bracket)).trim()), load);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static String index(String text) throws FixupException {
        int bracket = bracket(text);
        if (bracket < 0) {
            return null;
        }
        if (!text.endsWith("]")) {
            throw new FixupException("\"" + text + "\" has no closing bracket");
        }
        return text.substring(bracket + 1, text.length() - 1);
    }

    /** The bracket of the index: the last one that closes at the end and is not inside a variable's parentheses. */
    private static int bracket(String text) {
        if (!text.endsWith("]")) {
            return -1;
        }
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == ']') {
                depth++;
            } else if (c == '[' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
