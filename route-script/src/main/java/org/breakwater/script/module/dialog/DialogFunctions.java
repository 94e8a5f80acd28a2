package org.breakwater.script.module.dialog;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** Functions about the current dialog. */
final class DialogFunctions {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final int LAST_FLAG = 31;

    private final DialogSettings settings;
    private final Dialogs dialogs;
    private final Tracking tracking;
    private final Lifetimes lifetimes;

    DialogFunctions(DialogSettings settings, Dialogs dialogs, Tracking tracking, Lifetimes lifetimes) {
        this.settings = settings;
        this.dialogs = dialogs;
        this.tracking = tracking;
        this.lifetimes = lifetimes;
    }

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of("dlg_manage", RouteSets.REQUESTS, (a, l) -> tracking::manage))
                .function(FunctionExport.of("is_known_dlg", ANY, (a, l) -> ctx -> result(isKnown(ctx))))
                .function(FunctionExport.of("dlg_get", ANY, (a, l) -> get(a), STRING, STRING, STRING))
                .function(FunctionExport.of("dlg_bye", ANY, (a, l) -> bye(a), STRING))
                .function(FunctionExport.of("dlg_set_timeout", ANY, (a, l) -> setTimeout(a), INT))
                .function(FunctionExport.of("dlg_set_timeout", ANY, (a, l) -> setTimeoutOf(a), INT, INT, INT))
                .function(FunctionExport.of("dlg_set_property", ANY, (a, l) -> property(a, true), STRING))
                .function(FunctionExport.of("dlg_reset_property", ANY, (a, l) -> property(a, false), STRING))
                .function(FunctionExport.of("dlg_set_ruri", ANY, (a, l) -> this::setUri))
                .function(FunctionExport.of("dlg_db_load_callid", ANY, (a, l) -> ctx -> -1, STRING))
                .function(FunctionExport.of("dlg_db_load_extra", ANY, (a, l) -> ctx -> -1));
        flags(table);
    }

    private void flags(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "dlg_setflag", ANY, (a, l) -> flag(a, (s, bit) -> s.setFlags(s.flags() | bit)), INT))
                .function(FunctionExport.of(
                        "dlg_resetflag", ANY, (a, l) -> flag(a, (s, bit) -> s.setFlags(s.flags() & ~bit)), INT))
                .function(FunctionExport.of("dlg_isflagset", ANY, (a, l) -> isFlagSet(a), INT));
    }

    private static int result(boolean ok) {
        return ok ? 1 : -1;
    }

    private boolean isKnown(ScriptContext ctx) {
        return tracking.current(ctx) != null;
    }

    private Action get(Arguments a) {
        Expression callId = a.expression(0);
        Expression fromTag = a.expression(1);
        Expression toTag = a.expression(2);
        return ctx -> {
            Dialog found = dialogs.find(callId.asText(ctx), fromTag.asText(ctx), toTag.asText(ctx));
            if (found != null) {
                MessageState.of(ctx, settings).attach(found);
            }
            return result(found != null);
        };
    }

    private Action bye(Arguments a) {
        Expression side = a.expression(0);
        return ctx -> {
            Dialog dialog = tracking.current(ctx);
            if (dialog == null) {
                return -1;
            }
            return switch (side.asText(ctx)) {
                case "caller" -> result(lifetimes.bye(dialog, Termination.Side.CALLER, ""));
                case "callee" -> result(lifetimes.bye(dialog, Termination.Side.CALLEE, ""));
                default -> result(lifetimes.bye(dialog, Termination.Side.BOTH, ""));
            };
        };
    }

    private Action setTimeout(Arguments a) {
        Expression seconds = a.expression(0);
        return ctx -> result(limit(tracking.current(ctx), seconds.asInt(ctx)));
    }

    private Action setTimeoutOf(Arguments a) {
        Expression seconds = a.expression(0);
        Expression entry = a.expression(1);
        Expression id = a.expression(2);
        return ctx -> result(limit(dialogs.find(entry.asInt(ctx), id.asInt(ctx)), seconds.asInt(ctx)));
    }

    private boolean limit(Dialog dialog, int seconds) {
        if (dialog == null || seconds <= 0) {
            return false;
        }
        lifetimes.limit(dialog, seconds);
        return true;
    }

    private Action property(Arguments a, boolean on) {
        Expression name = a.expression(0);
        return ctx -> {
            Dialog dialog = tracking.current(ctx);
            String property = name.asText(ctx);
            if (dialog == null || !Set.of("ka-src", "ka-dst", "timeout-noreset").contains(property)) {
                return -1;
            }
            if (property.equals("timeout-noreset")) {
                dialog.setOptions(dialog.options().withKeepsTimeout(on));
            }
            return 1;
        };
    }

    private int setUri(ScriptContext ctx) {
        Dialog dialog = tracking.current(ctx);
        if (dialog == null || !ctx.message().isRequest()) {
            return -1;
        }
        boolean fromCaller =
                dialog.isDownstream(ctx.message().fromTag(), ctx.message().toTag());
        String contact = (fromCaller ? dialog.callee() : dialog.caller()).contact();
        if (contact.isEmpty()) {
            return -1;
        }
        ctx.destination().setUri(contact);
        return 1;
    }

    @FunctionalInterface
    private interface FlagChange {
        void apply(MessageState state, int bit);
    }

    private Action flag(Arguments a, FlagChange change) {
        Expression number = a.expression(0);
        return ctx -> {
            int n = number.asInt(ctx);
            if (n < 0 || n > LAST_FLAG) {
                return -1;
            }
            tracking.current(ctx);
            change.apply(MessageState.of(ctx, settings), 1 << n);
            return 1;
        };
    }

    private Action isFlagSet(Arguments a) {
        Expression number = a.expression(0);
        return ctx -> {
            int n = number.asInt(ctx);
            tracking.current(ctx);
            int set = MessageState.of(ctx, settings).flags();
            return result(n >= 0 && n <= LAST_FLAG && (set >>> n & 1) != 0);
        };
    }
}
