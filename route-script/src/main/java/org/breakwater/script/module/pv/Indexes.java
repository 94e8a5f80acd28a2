package org.breakwater.script.module.pv;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.syntax.PvSpec;

/** The index of a variable: a number, all values, or computed. */
final class Indexes {

    private final boolean all;
    private final boolean given;
    private final int constant;
    private final Expression computed;

    private Indexes(boolean given, boolean all, int constant, Expression computed) {
        this.given = given;
        this.all = all;
        this.constant = constant;
        this.computed = computed;
    }

    static Indexes of(PvSpec.Index index, LoadContext load) throws FixupException {
        if (index instanceof PvSpec.NumberIndex n) {
            return new Indexes(true, false, n.value(), null);
        } else if (index instanceof PvSpec.AllIndex) {
            return new Indexes(true, true, 0, null);
        } else if (index instanceof PvSpec.VariableIndex v) {
            return new Indexes(true, false, 0, load.format(v.variable().text()));
        } else if (index instanceof PvSpec.NextIndex) {
            throw new FixupException("index [+] is not possible here");
        }
        return new Indexes(false, false, 0, null);
    }

    /** An index written inside an inner name, as in {@code x[1]=>k[*]}; null when there is none. */
    static Indexes ofText(String text, LoadContext load) throws FixupException {
        if (text == null) {
            return new Indexes(false, false, 0, null);
        }
        String t = text.trim();
        if (t.equals("*")) {
            return new Indexes(true, true, 0, null);
        }
        if (t.startsWith("$")) {
            return new Indexes(true, false, 0, load.format(t));
        }
        return new Indexes(
                true,
                false,
                org.breakwater.script.run.Numbers.parse(t)
                        .orElseThrow(() -> new FixupException("[" + t + "] is not an index")),
                null);
    }

    /** Whether all values are meant. */
    boolean isAll() {
        return all;
    }

    /** Whether an index was written. */
    boolean isGiven() {
        return given;
    }

    /** The number, 0 without index. */
    int number(ScriptContext ctx) {
        return computed == null ? constant : computed.asInt(ctx);
    }
}
