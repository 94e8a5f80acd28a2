package org.breakwater.script.module.presence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@code $presence(user=>FIELD)} can tell. */
public enum PresenceField {
    /** {@code open} or {@code closed}. */
    STATE,
    /** The first activity of RFC 4480, {@code on-the-phone}; null without. */
    ACTIVITY,
    /** The words; null without. */
    NOTE,
    /** {@code free}, {@code ringing}, {@code on-the-phone}, {@code held} or {@code offline}. */
    LAMP,
    /** Who published what counts: {@code sip}, {@code dialog}, …; null when nothing does. */
    SOURCE;

    /** The field of that name. */
    static Optional<PresenceField> ofText(String text) {
        return Arrays.stream(values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
