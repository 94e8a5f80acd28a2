package org.breakwater.presence.calendar.ical;

/** How many candidates recurrence rules of one text may make, whatever the text says. Ten years of a daily event are 3650. */
final class Work {

    private static final long FOR_ONE_RULE = 20_000;
    private static final long ALTOGETHER = 200_000;

    private long left = ALTOGETHER;

    void take(long candidates) throws Unreadable {
        if (candidates > FOR_ONE_RULE) {
            throw new Unreadable("it repeats too often");
        }
        if (candidates > left) {
            throw new Unreadable("there are too many events that repeat");
        }
        left -= candidates;
    }
}
