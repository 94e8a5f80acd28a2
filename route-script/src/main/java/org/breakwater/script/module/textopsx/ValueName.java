package org.breakwater.script.module.textopsx;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;

/**
 * {@code Name[index].param}: a value of a list header, or a parameter of one.
 *
 * @param header field name
 * @param index from 1, negative from the end, 0 when absent
 * @param all whether the index is {@code *}
 * @param param parameter name, null when absent
 */
record ValueName(String header, int index, boolean all, String param) {

    static ValueName parse(String text) throws FixupException {
        String t = text.trim();
        int bracket = t.indexOf('[');
        int close = bracket < 0 ? -1 : t.indexOf(']', bracket);
        if (bracket >= 0 && close < 0) {
            throw new FixupException("\"" + text + "\" has no closing bracket");
        }
        int dot = t.indexOf('.', Math.max(0, close));
        int nameEnd = bracket >= 0 ? bracket : dot >= 0 ? dot : t.length();
        String header = t.substring(0, nameEnd).trim();
        if (header.isEmpty() || (dot >= 0 && dot + 1 == t.length())) {
            throw new FixupException("\"" + text + "\" is not HEADER[index].param");
        }
        String index = bracket < 0 ? "" : t.substring(bracket + 1, close).trim();
        boolean all = index.equals("*");
        int number = 0;
        if (!index.isEmpty() && !all) {
            number = Numbers.parse(index).orElseThrow(() -> new FixupException("[" + index + "] is not an index"));
        }
        return new ValueName(
                header, number, all, dot < 0 ? null : t.substring(dot + 1).trim());
    }
}
