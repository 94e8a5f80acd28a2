package org.breakwater.script.syntax;

/** Stops parsing at the first syntax error; never leaves the package. */
final class SyntaxErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    SyntaxErrorException(Position position, String message) {
        super(message, null, false, false);
        this.diagnostic = Diagnostic.error(position, message);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
