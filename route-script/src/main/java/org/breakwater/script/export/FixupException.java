package org.breakwater.script.export;

/** The script cannot be loaded: an argument or parameter is unusable. The compiler adds file, line and column. */
public final class FixupException extends Exception {

    /** Says what is wrong and what to do. */
    public FixupException(String message) {
        super(message, null, false, false);
    }
}
