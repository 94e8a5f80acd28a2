package org.breakwater.script.module.pv;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Flags as numbers: {@code $mf $mF $Mf(n)} of the message, {@code b} of the branch, {@code s} of the script. */
final class FlagVariables {

    private FlagVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        flags(t, "m", ctx -> ctx.scope().flags(), (ctx, f) -> ctx.scope().setFlags(f));
        flags(
                t,
                "b",
                ctx -> ctx.destination().flags(),
                (ctx, f) -> ctx.destination().setFlags(f));
        flags(t, "s", ScriptContext::scriptFlags, ScriptContext::setScriptFlags);
        return t.exports();
    }

    private static void flags(PvTable t, String letter, PvTable.Number read, Write write) {
        PvTable.Assignment assign = (ctx, v) -> {
            if (!v.isInt()) {
                return false;
            }
            write.set(ctx, v.toInt());
            return true;
        };
        t.add(letter + "f", PvTable.writable(ctx -> unsigned(read.read(ctx)), assign));
        t.writable(letter + "F", ctx -> String.format("%08X", read.read(ctx)), assign);
        String one = letter.toUpperCase(java.util.Locale.ROOT) + "f";
        t.add(new PvExport(one, (spec, load) -> oneFlag(spec, load, read, write)));
    }

    /** Flags are an unsigned number; one that does not fit an integer of the language is text. */
    private static Value unsigned(int flags) {
        return flags >= 0 ? Value.of(flags) : Value.of(Integer.toUnsignedString(flags));
    }

    private static Pv oneFlag(PvSpec spec, LoadContext load, PvTable.Number read, Write write) throws FixupException {
        String name = Names.constant(spec);
        if (name == null) {
            throw new FixupException("$" + spec.name() + " needs the number or name of a flag");
        }
        int named = load.flagNumber(name);
        int number = named >= 0
                ? named
                : Numbers.parse(name).orElseThrow(() -> new FixupException("flag " + name + " is not declared"));
        if (number < 0 || number > 31) {
            throw new FixupException("flag " + number + " is out of range, 0 to 31");
        }
        int mask = 1 << number;
        return PvTable.writable(ctx -> Value.of((read.read(ctx) & mask) != 0 ? 1 : 0), (ctx, v) -> {
            int flags = read.read(ctx);
            write.set(ctx, v.toInt() != 0 ? flags | mask : flags & ~mask);
            return true;
        });
    }

    @FunctionalInterface
    private interface Write {
        void set(ScriptContext ctx, int flags);
    }
}
