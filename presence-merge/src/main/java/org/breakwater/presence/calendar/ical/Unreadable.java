package org.breakwater.presence.calendar.ical;

/** One event cannot be understood and is left out; the message ends the sentence "the event that begins … is left out: ". */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
