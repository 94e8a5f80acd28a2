package org.breakwater.script.syntax;

import java.util.LinkedHashMap;
import java.util.Map;

/** The preprocessor's defines; names are unique and their number is limited as in Kamailio. */
final class Defines {

    private static final int LIMIT = 512;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** What to do if the name exists already. */
    enum Mode {
        DEFINE,
        TRY,
        REDEFINE
    }

    Defines() {
        values.put("KAMAILIO_5", "");
        values.put("KAMAILIO_5_6", "");
        values.put("KAMAILIO_5_6_3", "");
    }

    /** Defines {@code name}; returns an error message or null. */
    String define(String name, String value, Mode mode) {
        if (values.containsKey(name)) {
            if (mode == Mode.DEFINE) {
                return "'" + name
                        + "' is already defined; use #!redefine to change it or #!trydef to keep the first value";
            }
            if (mode == Mode.REDEFINE) {
                values.put(name, value);
            }
            return null;
        }
        if (values.size() >= LIMIT) {
            return "more than " + LIMIT + " defines";
        }
        values.put(name, value);
        return null;
    }

    boolean isDefined(String name) {
        return values.containsKey(name);
    }

    /** The value, empty for a define without one, null if the name is not defined. */
    String value(String name) {
        return values.get(name);
    }

    /** Removes a define; false if there was none. */
    boolean remove(String name) {
        return values.remove(name) != null;
    }

    Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
