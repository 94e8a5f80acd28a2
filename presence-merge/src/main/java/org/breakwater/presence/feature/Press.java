package org.breakwater.presence.feature;

import java.util.Comparator;

/**
 * A key was pressed.
 *
 * @param id names the press, so that a copy of it counts once: of the Call-ID
 * @param millis when, in ms since 1970; later than everything its server knew of then
 */
public record Press(String id, long millis) {

    static final Comparator<Press> ORDER =
            Comparator.comparingLong(Press::millis).thenComparing(Press::id);
}
