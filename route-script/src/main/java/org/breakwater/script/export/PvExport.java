package org.breakwater.script.export;

import org.breakwater.script.run.Pv;
import org.breakwater.script.syntax.PvSpec;

/**
 * A class of pseudo-variables, as {@code hdr} or {@code ru}.
 *
 * @param name what stands after the dollar
 * @param binder makes a variable of it for each place in the script
 */
public record PvExport(String name, Binder binder) {

    /** Makes a bound variable from its inner name and index; transformations are the compiler's. */
    @FunctionalInterface
    public interface Binder {
        /**
         * Binds one use.
         *
         * @throws FixupException when inner name or index make no sense
         */
        Pv bind(PvSpec spec, LoadContext load) throws FixupException;
    }
}
