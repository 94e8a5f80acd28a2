package org.breakwater.script.module.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A feature of a user. */
public enum FeatureField {
    /** Do not disturb: {@code on} or {@code off}. */
    DND,
    /** Where all calls go; nothing when they do not. */
    CFA,
    /** Where calls go while the user is busy. */
    CFB,
    /** Where calls go that nobody takes. */
    CFNA,
    /** How often it rings before {@link #CFNA}; nothing when not said. */
    RINGS;

    /** The field of that name. */
    static Optional<FeatureField> ofText(String text) {
        return Arrays.stream(values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    boolean isForward() {
        return this == CFA || this == CFB || this == CFNA;
    }
}
