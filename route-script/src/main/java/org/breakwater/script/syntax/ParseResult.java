package org.breakwater.script.syntax;

import java.util.List;

/**
 * Outcome of parsing.
 *
 * @param config the configuration; null if there was an error
 * @param diagnostics errors and warnings in the order they were found
 */
public record ParseResult(ConfigFile config, List<Diagnostic> diagnostics) {

    /** Copies the diagnostics. */
    public ParseResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /** True if the configuration may be compiled. */
    public boolean isOk() {
        return config != null;
    }

    /** Only the errors. */
    public List<Diagnostic> errors() {
        return diagnostics.stream().filter(Diagnostic::isError).toList();
    }
}
