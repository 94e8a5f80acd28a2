package org.breakwater.script.compile;

import java.util.List;
import org.breakwater.script.syntax.Diagnostic;

/**
 * Outcome of compiling.
 *
 * @param program null when there are errors
 * @param diagnostics errors and warnings, in the order they were found
 */
public record CompileResult(Program program, List<Diagnostic> diagnostics) {

    /** Copies the list. */
    public CompileResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the script can run. */
    public boolean isOk() {
        return program != null;
    }
}
