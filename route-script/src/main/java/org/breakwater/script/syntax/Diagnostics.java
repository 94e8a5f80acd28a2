package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;

/** Collects findings while a configuration is parsed; stops parsing when there are too many. */
final class Diagnostics {

    /** After that many only errors are kept. */
    private static final int LIMIT = 200;

    private static final int MOST = 2 * LIMIT;

    private final List<Diagnostic> list = new ArrayList<>();

    void error(Position position, String message) {
        add(Diagnostic.error(position, message));
    }

    void warning(Position position, String message) {
        add(Diagnostic.warning(position, message));
    }

    void add(Diagnostic diagnostic) {
        if (list.size() < LIMIT || diagnostic.isError()) {
            list.add(diagnostic);
        }
        if (list.size() == MOST) {
            throw new SyntaxErrorException(diagnostic.position(), "too many errors, giving up");
        }
    }

    boolean hasErrors() {
        return list.stream().anyMatch(Diagnostic::isError);
    }

    List<Diagnostic> list() {
        return List.copyOf(list);
    }
}
