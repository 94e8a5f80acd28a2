package org.breakwater.presence.calendar.source;

import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.TimeWindow;

/** A calendar that can be asked. */
@FunctionalInterface
public interface CalendarSource {

    /**
     * Asks. Blocks for as long as the HTTP client allows.
     *
     * @param known of the last answer about the same or an earlier window; {@link Validator#NONE} to get it whole
     * @throws CalendarException when there is no answer that can be used
     */
    CalendarAnswer fetch(TimeWindow window, Validator known) throws CalendarException, InterruptedException;
}
