package org.breakwater.script.run;

/**
 * An expression has no value now, as after a division by zero. The statement it stands in is given up and logged; the
 * next one runs.
 */
public final class EvaluationException extends RuntimeException {

    /** Says why. */
    public EvaluationException(String message) {
        super(message, null, false, false);
    }
}
