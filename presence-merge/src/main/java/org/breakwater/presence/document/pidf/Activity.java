package org.breakwater.presence.document.pidf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person does (RFC 4480 §3.2), in the order of the RFC. */
public enum Activity {
    APPOINTMENT,
    AWAY,
    BREAKFAST,
    BUSY,
    DINNER,
    HOLIDAY,
    IN_TRANSIT,
    LOOKING_FOR_WORK,
    LUNCH,
    MEAL,
    MEETING,
    ON_THE_PHONE,
    PERFORMANCE,
    PERMANENT_ABSENCE,
    PLAYING,
    PRESENTATION,
    SHOPPING,
    SLEEPING,
    SPECTATOR,
    STEERING,
    TRAVEL,
    TV,
    VACATION,
    WORKING,
    WORSHIP,
    OTHER,
    UNKNOWN;

    private static final Map<String, Activity> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Activity::element, a -> a));

    /** Name of its element: {@code on-the-phone}. */
    public String element() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The activity of that element, if there is one. */
    public static Optional<Activity> ofElement(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
