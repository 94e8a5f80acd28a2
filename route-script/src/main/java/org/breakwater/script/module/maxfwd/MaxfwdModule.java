package org.breakwater.script.module.maxfwd;

import static org.breakwater.script.export.ArgumentKind.INT;

import java.util.List;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderName;

/** The maxfwd module. */
public final class MaxfwdModule implements ScriptModule {

    private static final int ADDED = 2;
    private static final int DECREMENTED = 1;
    private static final int EXHAUSTED = -1;
    private static final int ABSENT = -2;
    private static final int MALFORMED = -3;
    private static final int HIGHEST = 255;

    /** What the header will be when the request is sent. */
    private static final ContextKey<Integer> NEW_VALUE = new ContextKey<>("max forwards");

    private final ModuleExports exports;
    private int limit = 70;

    /** Makes the export table. */
    public MaxfwdModule() {
        ModuleExports.Builder table = ModuleExports.of("maxfwd");
        for (String name : List.of("mf_process_maxfwd_header", "maxfwd_process", "process_maxfwd")) {
            table.function(FunctionExport.of(
                    name,
                    RouteSets.REQUESTS,
                    (a, load) -> {
                        Expression added = a.expression(0);
                        return ctx -> process(ctx, added.asInt(ctx));
                    },
                    INT));
        }
        for (String name : List.of("is_maxfwd_lt", "maxfwd_at_least", "mf_lowlimit")) {
            table.function(FunctionExport.of(
                    name,
                    RouteSets.REQUESTS_FAILURES_BRANCHES,
                    (a, load) -> {
                        Expression bound = a.expression(0);
                        return ctx -> isLess(ctx, bound.asInt(ctx));
                    },
                    INT));
        }
        table.parameter(ParameterExport.integer("max_limit", v -> limit = v));
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private int process(ScriptContext ctx, int added) {
        if (added < 0 || added > HIGHEST) {
            ctx.log(-1, "maxfwd_process: " + added + " is not a Max-Forwards value\n");
            return ABSENT;
        }
        int field = ctx.message().index().first(HeaderName.MAX_FORWARDS);
        int value = current(ctx);
        if (value == ABSENT) {
            HeaderEdits.append(ctx, "Max-Forwards: " + added);
            ctx.attachments().put(NEW_VALUE, added);
            return ADDED;
        }
        if (value < 0) {
            ctx.log(-1, "malformed Max-Forwards header\n");
            return ABSENT;
        }
        if (value == 0) {
            return EXHAUSTED;
        }
        int next = Math.min(value - 1, limit);
        ctx.attachments().put(NEW_VALUE, next);
        if (field >= 0) {
            HeaderEdits.replaceValue(ctx, field, Integer.toString(next));
        }
        return DECREMENTED;
    }

    private static int isLess(ScriptContext ctx, int bound) {
        int value = current(ctx);
        if (value < 0) {
            return value;
        }
        return value < bound ? 1 : -1;
    }

    /** The value as it will be sent, {@link #ABSENT} or {@link #MALFORMED}. */
    private static int current(ScriptContext ctx) {
        Integer changed = ctx.attachments().get(NEW_VALUE);
        if (changed != null) {
            return changed;
        }
        String text = ctx.message().header(HeaderName.MAX_FORWARDS);
        if (text == null) {
            return ABSENT;
        }
        long value = DeltaSeconds.parse(text, MALFORMED);
        return value > Integer.MAX_VALUE ? MALFORMED : (int) value;
    }
}
