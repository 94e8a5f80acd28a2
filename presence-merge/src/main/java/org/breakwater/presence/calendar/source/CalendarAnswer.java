package org.breakwater.presence.calendar.source;

import org.breakwater.presence.calendar.busy.FreeBusy;

/**
 * What a calendar answered.
 *
 * @param freeBusy null when nothing changed since the validator was given
 * @param validator for the next question
 */
public record CalendarAnswer(FreeBusy freeBusy, Validator validator) {

    /** Whether what was said last time still holds. */
    public boolean isUnchanged() {
        return freeBusy == null;
    }
}
