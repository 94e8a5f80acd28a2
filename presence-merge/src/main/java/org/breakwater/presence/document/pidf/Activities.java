package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.List;

/**
 * What a person does at present, RPID's element {@code activities}.
 *
 * @param kinds each once, in the order of {@link Activity}; empty for nothing in particular
 * @param other text of {@code other}; empty without
 * @param from since when it holds, null when not said
 * @param until until when, null when not said
 */
public record Activities(List<Activity> kinds, String other, Instant from, Instant until) {

    /** Nothing in particular. */
    public static final Activities NONE = of();

    /** Sorts what a person does. */
    public Activities {
        kinds = kinds.stream().distinct().sorted().toList();
    }

    /** Without further details. */
    public static Activities of(Activity... kinds) {
        return new Activities(List.of(kinds), "", null, null);
    }
}
