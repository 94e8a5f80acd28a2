package org.breakwater.script.module.dispatcher;

import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.script.run.Numbers;

/** One destination and its state. Safe on any thread. */
final class Gateway {

    static final int INACTIVE = 1;
    static final int TRYING = 2;
    static final int DISABLED = 4;
    static final int PROBING = 8;

    private final int set;
    private final String uri;
    private final int priority;
    private final String attributes;
    private final Map<String, String> values = new LinkedHashMap<>();
    private volatile int flags;
    private volatile int failures;
    private volatile long latencyMillis;

    Gateway(int set, String uri, int flags, int priority, String attributes) {
        this.set = set;
        this.uri = uri;
        this.flags = flags;
        this.priority = priority;
        this.attributes = attributes;
        for (String part : attributes.split(";")) {
            int eq = part.indexOf('=');
            if (eq > 0) {
                values.put(part.substring(0, eq).trim(), part.substring(eq + 1).trim());
            }
        }
    }

    int set() {
        return set;
    }

    String uri() {
        return uri;
    }

    int priority() {
        return priority;
    }

    String attributes() {
        return attributes;
    }

    int number(String attribute) {
        return Numbers.parseOrZero(values.getOrDefault(attribute, "0"));
    }

    int flags() {
        return flags;
    }

    void setFlags(int newFlags) {
        flags = newFlags;
        if ((newFlags & (INACTIVE | TRYING)) == 0) {
            failures = 0;
        }
    }

    boolean isUsable() {
        return (flags & (INACTIVE | DISABLED)) == 0;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** A probe got no good answer; returns how many in a row. */
    int failed() {
        failures = failures + 1;
        return failures;
    }

    /** A probe was answered; older latencies count for nine tenths. */
    void answered(long millis) {
        latencyMillis = latencyMillis == 0 ? millis : (latencyMillis * 9 + millis) / 10;
        failures = 0;
    }

    long latencyMillis() {
        return latencyMillis;
    }

    /** As {@code dispatcher.list} shows it: A, I, T or D, then P when it is probed, else X. */
    String stateText() {
        String state = is(DISABLED) ? "D" : is(INACTIVE) ? "I" : is(TRYING) ? "T" : "A";
        return state + (is(PROBING) ? "P" : "X");
    }
}
