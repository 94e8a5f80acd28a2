package org.breakwater.script.run;

/** A pseudo-variable bound to its name and index: {@code $ru}, {@code $avp(x)}, {@code $(hdr(Via)[1])}. */
public interface Pv extends Expression {

    /** Whether it may be assigned to. A write to a read-only variable is refused when the script loads. */
    default boolean isWritable() {
        return false;
    }

    /**
     * Assigns; {@link Value#NULL} deletes. Only called when {@link #isWritable()}.
     *
     * @return false when the value is refused at run time; logged by the caller, and the script goes on
     */
    default boolean set(ScriptContext ctx, Value value) {
        return false;
    }

    /** Assigns replacing all values, as {@code $(avp(x)[*]) = v} does. */
    default boolean replaceAll(ScriptContext ctx, Value value) {
        return set(ctx, value);
    }
}
