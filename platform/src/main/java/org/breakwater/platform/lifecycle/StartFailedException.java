package org.breakwater.platform.lifecycle;

/** A part could not start; those before it have been stopped again. The message is meant for the administrator. */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailedException(String part, Throwable cause) {
        super(part + ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()), cause);
    }
}
