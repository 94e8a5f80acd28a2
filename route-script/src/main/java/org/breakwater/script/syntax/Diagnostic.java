package org.breakwater.script.syntax;

/**
 * One finding about a configuration, to be shown to its author.
 *
 * @param severity whether the configuration may still be used
 * @param position where the fault is
 * @param message one sentence that says what is wrong and, where it helps, what to do
 */
public record Diagnostic(Severity severity, Position position, String message) {

    /** How much a finding matters. */
    public enum Severity {
        /** The configuration is refused. */
        ERROR,
        /** The configuration is accepted, but probably does not do what its author meant. */
        WARNING
    }

    /** An error at {@code position}. */
    public static Diagnostic error(Position position, String message) {
        return new Diagnostic(Severity.ERROR, position, message);
    }

    /** A warning at {@code position}. */
    public static Diagnostic warning(Position position, String message) {
        return new Diagnostic(Severity.WARNING, position, message);
    }

    /** True if the configuration is to be refused. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column: error: message}. */
    @Override
    public String toString() {
        return position + ": " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
    }
}
