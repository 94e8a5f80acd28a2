package org.breakwater.platform.wire;

/** Octets are not what they should be. The message says what is wrong and where. */
public final class WireException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the log. */
    public WireException(String message) {
        super(message);
    }
}
