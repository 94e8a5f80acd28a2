package org.breakwater.presence.calendar.poll;

import java.util.function.LongSupplier;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;

/** Counts questions by what became of them. */
final class PollCounters {

    private static final String NAME = "breakwater_calendar_questions";
    private static final String WHAT = "Questions to calendars by result";

    private final Counter whole;
    private final Counter unchanged;
    private final Counter failed;
    private final Counter putOff;

    PollCounters(Metrics metrics, LongSupplier failing) {
        whole = metrics.counter(NAME, WHAT, "result", "answered");
        unchanged = metrics.counter(NAME, WHAT, "result", "unchanged");
        failed = metrics.counter(NAME, WHAT, "result", "failed");
        putOff = metrics.counter(NAME, WHAT, "result", "put_off");
        metrics.gauge("breakwater_calendars_failing", "Calendars whose last question was not answered", () ->
                (double) failing.getAsLong());
    }

    void answered(boolean nothingNew) {
        (nothingNew ? unchanged : whole).increment();
    }

    void failed() {
        failed.increment();
    }

    void putOff() {
        putOff.increment();
    }
}
