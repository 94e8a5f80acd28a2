package org.breakwater.platform.link;

/** A question has no answer. */
public final class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** There is no line to the main servers; nothing was sent. */
        DISCONNECTED,
        /** No answer came in time, or the line broke meanwhile. The question may have been carried out. */
        TIMEOUT,
        /** The server that was asked has no such service, perhaps not yet. */
        UNKNOWN_SERVICE,
        /** Too much is waiting there or here. */
        BUSY,
        /** Question or answer is longer than {@link MainLink#MAX_BYTES}. */
        TOO_LARGE,
        /** The service failed. */
        FAILED
    }

    private final Reason reason;

    /** With a sentence for the log. */
    public LinkException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
