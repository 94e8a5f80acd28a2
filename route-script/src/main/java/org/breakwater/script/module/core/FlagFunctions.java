package org.breakwater.script.module.core;

import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Numbers;

/** {@code setflag}, {@code resetflag}, {@code isflagset}: message flags by number or by the name {@code flags} gave. */
final class FlagFunctions {

    private static final int HIGHEST = 31;

    private FlagFunctions() {}

    static List<FunctionExport> exports() {
        return List.of(
                function("setflag", (flags, mask) -> flags | mask),
                function("resetflag", (flags, mask) -> flags & ~mask),
                FunctionExport.of(
                        "isflagset",
                        RouteSets.ANY,
                        (a, load) -> {
                            int mask = 1 << number(a.constantString(0), load);
                            return ctx -> (ctx.scope().flags() & mask) != 0 ? 1 : -1;
                        },
                        ArgumentKind.CONSTANT_STRING));
    }

    private static FunctionExport function(String name, Change change) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    int mask = 1 << number(a.constantString(0), load);
                    return ctx -> {
                        ctx.scope().setFlags(change.apply(ctx.scope().flags(), mask));
                        return 1;
                    };
                },
                ArgumentKind.CONSTANT_STRING);
    }

    private static int number(String text, LoadContext load) throws FixupException {
        int named = load.flagNumber(text);
        if (named >= 0) {
            return named;
        }
        int number = Numbers.parse(text).orElseThrow(() -> new FixupException("flag " + text + " is not declared"));
        if (number < 0 || number > HIGHEST) {
            throw new FixupException("flag " + number + " is out of range, 0 to " + HIGHEST);
        }
        return number;
    }

    @FunctionalInterface
    private interface Change {
        int apply(int flags, int mask);
    }
}
