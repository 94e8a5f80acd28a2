package org.breakwater.presence.calendar.busy;

/** A calendar cannot be read. The message says what is wrong and what to do; who asks adds whose calendar it is. */
public final class CalendarException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** With a sentence for the administrator. */
    public CalendarException(String message) {
        this(message, 0);
    }

    /**
     * The server asks for a rest.
     *
     * @param retryAfterSeconds 0 or more; 0 when it does not say
     */
    public CalendarException(String message, long retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = Math.max(0, retryAfterSeconds);
    }

    /** How long to leave the server alone, in seconds; 0 when it did not say. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
