package org.breakwater.presence.brand;

import java.util.List;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;

/**
 * What a watching phone needs.
 *
 * @param brand name for listings
 * @param oneDialog it crashes on more than one {@code dialog} element
 * @param partial it understands documents with nothing but what changed
 * @param callerEarly it blinks for a call that rings at the other end, and is told of it all the same
 * @param mealForLunch it knows {@code meal} and not {@code lunch}
 */
public record Quirks(String brand, boolean oneDialog, boolean partial, boolean callerEarly, boolean mealForLunch) {

    /** A phone nobody knows: whole documents, which every phone understands. */
    public static final Quirks UNKNOWN = new Quirks("unknown", false, false, false, false);

    /** Presence as this phone understands it. */
    public Presence fit(Presence presence) {
        if (!mealForLunch) {
            return presence;
        }
        return presence.with(presence.persons().stream().map(Quirks::withMeal).toList());
    }

    private static Person withMeal(Person person) {
        Activities had = person.activities();
        if (had == null || !had.kinds().contains(Activity.LUNCH)) {
            return person;
        }
        List<Activity> kinds = had.kinds().stream()
                .map(kind -> kind == Activity.LUNCH ? Activity.MEAL : kind)
                .toList();
        return person.doing(new Activities(kinds, had.other(), had.from(), had.until()));
    }
}
