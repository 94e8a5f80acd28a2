package org.breakwater.presence.calendar.busy;

import java.time.Instant;
import java.util.Optional;
import org.breakwater.presence.document.pidf.Presence;

/**
 * What the calendar makes of one moment.
 *
 * @param presence nothing when it says nothing: then other sources count
 * @param until when the interval ends that won; null without one
 * @param nextChange when to ask the rule again, null when nothing lies ahead
 */
public record CalendarState(Optional<Presence> presence, Instant until, Instant nextChange) {}
