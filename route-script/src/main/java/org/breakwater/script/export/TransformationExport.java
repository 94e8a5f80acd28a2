package org.breakwater.script.export;

import org.breakwater.script.run.Expression;
import org.breakwater.script.syntax.PvSpec;

/**
 * A class of transformations, as {@code s} in {@code {s.len}}.
 *
 * @param className what stands before the dot
 * @param binder makes a transformation for each place in the script
 */
public record TransformationExport(String className, Binder binder) {

    /** Wraps an expression in a transformation. */
    @FunctionalInterface
    public interface Binder {
        /**
         * Binds one use.
         *
         * @param transformation its name and parameters as written
         * @throws FixupException when the name is unknown or the parameters do not fit
         */
        Expression bind(Expression input, PvSpec.Transformation transformation, LoadContext load) throws FixupException;
    }
}
