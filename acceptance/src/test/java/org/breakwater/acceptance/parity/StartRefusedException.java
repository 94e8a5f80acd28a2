package org.breakwater.acceptance.parity;

/** An engine would not start with the given configuration; the message says why. */
public final class StartRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with the engine's own words. */
    public StartRefusedException(String message) {
        super(message);
    }
}
