package org.breakwater.script.module.dialog;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $dlg}, {@code $dlg_var}, {@code $dlg_ctx}, {@code $DLG_count}, {@code $DLG_status}, {@code $DLG_lifetime}. */
final class DialogVariables {

    private final DialogSettings settings;
    private final Dialogs dialogs;
    private final Tracking tracking;
    private final Lifetimes lifetimes;
    private final TimeSource time;
    private final Map<String, Function<Dialog, Value>> properties;

    DialogVariables(DialogSettings settings, Dialogs dialogs, Tracking tracking, Lifetimes lifetimes, TimeSource time) {
        this.settings = settings;
        this.dialogs = dialogs;
        this.tracking = tracking;
        this.lifetimes = lifetimes;
        this.time = time;
        this.properties = new java.util.HashMap<>();
        identity();
        progress();
        legs();
    }

    void export(ModuleExports.Builder table) {
        table.pv(new PvExport("dlg", (spec, load) -> property(spec)))
                .pv(new PvExport("dlg_var", this::variable))
                .pv(new PvExport("dlg_ctx", (spec, load) -> context(spec)))
                .pv(new PvExport("DLG_count", (spec, load) -> ctx -> Value.of(dialogs.answered())))
                .pv(new PvExport(
                        "DLG_status", (spec, load) -> passing(p -> p.state().number())))
                .pv(new PvExport("DLG_lifetime", (spec, load) -> passing(Passing::lifetimeSeconds)));
    }

    private void identity() {
        properties.put("h_id", d -> Value.of(d.identity().id()));
        properties.put("h_entry", d -> Value.of(d.identity().entry()));
        properties.put("callid", d -> Value.of(d.identity().callId()));
        properties.put("from_uri", d -> Value.of(d.identity().fromUri()));
        properties.put("to_uri", d -> Value.of(d.identity().toUri()));
        properties.put("from_tag", d -> Value.of(d.identity().fromTag()));
        properties.put("to_tag", d -> text(d.toTag()));
    }

    private void progress() {
        properties.put("ref", d -> Value.ONE);
        properties.put("state", d -> Value.of(d.state().number()));
        properties.put("dflags", d -> Value.ZERO);
        properties.put("sflags", d -> Value.of(d.flags()));
        properties.put("timeout", d -> number(lifetimes.left(d)));
        properties.put("lifetime", d -> Value.of(d.lifetime()));
        properties.put("start_ts", d -> number(d.answeredAt()));
        properties.put("toroute", d -> text(d.options().timeoutRoute()));
    }

    private void legs() {
        leg("from", Dialog::caller);
        leg("to", Dialog::callee);
    }

    private void leg(String side, Function<Dialog, Leg> of) {
        properties.put(side + "_cseq", d -> cseq(of.apply(d)));
        properties.put(side + "_contact", d -> text(of.apply(d).contact()));
        properties.put(side + "_rs", d -> text(String.join(", ", of.apply(d).routeSet())));
        properties.put(side + "_bindaddr", d -> text(of.apply(d).socket()));
    }

    private static Value cseq(Leg leg) {
        return leg.equals(Leg.UNKNOWN) ? Value.NULL : Value.of(Long.toString(leg.cseq()));
    }

    private static Value text(String value) {
        return value == null || value.isEmpty() ? Value.NULL : Value.of(value);
    }

    private static Value number(long value) {
        return Value.of((int) value);
    }

    private static String inner(PvSpec spec) throws FixupException {
        if (spec.inner() == null) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return spec.inner().text().trim();
    }

    private Pv of(Function<Dialog, Value> read) {
        return ctx -> {
            Dialog dialog = tracking.current(ctx);
            return dialog == null ? Value.NULL : read.apply(dialog);
        };
    }

    /** Null in messages other than requests within a dialog. */
    private static Pv passing(ToIntFunction<Passing> read) {
        return ctx -> {
            Passing passing = ctx.attachments().get(Passing.KEY);
            return passing == null ? Value.NULL : Value.of(read.applyAsInt(passing));
        };
    }

    private Pv property(PvSpec spec) throws FixupException {
        Function<Dialog, Value> read = properties.get(inner(spec));
        if (read == null) {
            throw new FixupException("$dlg(" + inner(spec) + ") is not known; there are "
                    + String.join(" ", new java.util.TreeSet<>(properties.keySet())));
        }
        return of(read);
    }

    private Pv variable(PvSpec spec, LoadContext load) throws FixupException {
        String text = inner(spec);
        Expression name = spec.inner().isConstant() ? ctx -> Value.of(text) : load.format(text);
        return new Variable(name);
    }

    /** A dialog's own variable; before there is a dialog, one it will have. */
    private final class Variable implements Pv {

        private final Expression name;

        Variable(Expression name) {
            this.name = name;
        }

        private Map<String, String> values(ScriptContext ctx) {
            Dialog dialog = tracking.current(ctx);
            return dialog != null
                    ? dialog.variables()
                    : MessageState.of(ctx, settings).variables();
        }

        @Override
        public Value eval(ScriptContext ctx) {
            return Value.of(values(ctx).get(name.asText(ctx)));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            if (value.isNull()) {
                values(ctx).remove(name.asText(ctx));
            } else {
                values(ctx).put(name.asText(ctx), value.toText());
            }
            return true;
        }
    }

    private Pv context(PvSpec spec) throws FixupException {
        return switch (inner(spec)) {
            case "on" -> state(s -> Value.of(s.isOn() ? 1 : 0), (s, v) -> s.setOn(v.toInt() != 0));
            case "flags" -> state(s -> Value.of(s.contextFlags()), (s, v) -> s.setContextFlags(v.toInt()));
            case "timeout" -> state(s -> Value.of(s.timeout()), this::setTimeout);
            case "timeout_bye", "to_bye" ->
                state(
                        s -> Value.of(s.options().timeoutBye() ? 1 : 0),
                        (s, v) -> s.setOptions(s.options().withTimeoutBye(v.toInt() != 0)));
            case "timeout_route", "to_route" ->
                state(
                        s -> text(s.options().timeoutRoute()),
                        (s, v) -> s.setOptions(s.options().withTimeoutRoute(v.isNull() ? null : v.toText())));
            case "timeout_route_id" -> state(s -> Value.of(s.options().timeoutRoute() == null ? 0 : 1), (s, v) -> {});
            case "set" -> ctx -> Value.of(tracking.current(ctx) == null ? 0 : 1);
            case "dir" -> this::direction;
            default ->
                throw new FixupException("$dlg_ctx(" + inner(spec)
                        + "): one of on flags timeout timeout_bye timeout_route timeout_route_id set dir");
        };
    }

    private void setTimeout(MessageState state, Value value) {
        int seconds = Math.max(0, value.toInt());
        state.setTimeout(seconds);
        if (state.dialog() != null && seconds > 0) {
            lifetimes.limit(state.dialog(), seconds);
        }
    }

    private Value direction(ScriptContext ctx) {
        Dialog dialog = tracking.current(ctx);
        if (dialog == null) {
            return Value.of("NONE");
        }
        boolean isReply = !ctx.message().isRequest();
        boolean isDown =
                dialog.isDownstream(ctx.message().fromTag(), ctx.message().toTag());
        return Value.of(isDown != isReply ? "downstream" : "upstream");
    }

    private Pv state(Function<MessageState, Value> read, BiConsumer<MessageState, Value> write) {
        return new Pv() {
            private MessageState of(ScriptContext ctx) {
                tracking.current(ctx);
                return MessageState.of(ctx, settings);
            }

            @Override
            public Value eval(ScriptContext ctx) {
                return read.apply(of(ctx));
            }

            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public boolean set(ScriptContext ctx, Value value) {
                write.accept(of(ctx), value);
                return true;
            }
        };
    }
}
