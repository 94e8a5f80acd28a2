package org.breakwater.platform.control;

/** A command was refused or failed; the message is for the user. */
public final class ControlException extends Exception {

    /** Says what is wrong and what to do. */
    public ControlException(String message) {
        super(message, null, false, false);
    }
}
