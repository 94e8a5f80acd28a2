package org.breakwater.script.module.htable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Value;

/** Reads {@code name=>size=8;autoexpire=300;initval=0;…}. */
final class Declaration {

    private static final Set<String> ATTRIBUTES = Set.of(
            "size",
            "dbtable",
            "autoexpire",
            "initval",
            "updateexpire",
            "dmqreplicate",
            "dbmode",
            "cols",
            "colnull",
            "coldelim");

    private Declaration() {}

    static HashTable.Shape parse(String text) throws FixupException {
        int arrow = text.indexOf("=>");
        String name = (arrow < 0 ? text : text.substring(0, arrow)).trim();
        if (name.isEmpty()) {
            throw new FixupException("a table is declared as \"name=>size=8;autoexpire=300;\"");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String part : (arrow < 0 ? "" : text.substring(arrow + 2)).split(";")) {
            if (!part.isBlank()) {
                int eq = part.indexOf('=');
                String key = eq < 0 ? part.trim() : part.substring(0, eq).trim();
                if (eq < 0 || !ATTRIBUTES.contains(key)) {
                    throw new FixupException("table " + name + " has an unknown attribute \"" + key + "\"");
                }
                attributes.put(key, part.substring(eq + 1).trim());
            }
        }
        return new HashTable.Shape(
                name,
                number(attributes, "autoexpire", 0),
                initial(attributes.get("initval")),
                number(attributes, "updateexpire", 1) != 0,
                attributes.get("dbtable"),
                number(attributes, "dbmode", 0));
    }

    private static int number(Map<String, String> attributes, String name, int otherwise) throws FixupException {
        String text = attributes.get(name);
        if (text == null) {
            return otherwise;
        }
        return Numbers.parse(text)
                .orElseThrow(() -> new FixupException("attribute " + name + " is a number, not \"" + text + "\""));
    }

    private static Value initial(String text) {
        if (text == null) {
            return null;
        }
        java.util.OptionalInt number = Numbers.parse(text);
        return number.isPresent() ? Value.of(number.getAsInt()) : Value.of(text);
    }
}
