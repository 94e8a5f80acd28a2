package org.breakwater.script.module.features;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.UriEscapes;

/** Export table of features, a module of Breakwater's own. */
public final class FeaturesModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final String FIELDS = "there are dnd, cfa, cfb, cfna and rings";

    private final Signalling signalling;
    private final FeaturePort port;
    private final ModuleExports exports;

    /** Replies go out through {@code signalling}. */
    public FeaturesModule(Signalling signalling, FeaturePort port) {
        this.signalling = signalling;
        this.port = port;
        PressAnswer answer = new PressAnswer(signalling, port);
        this.exports = ModuleExports.of("features")
                .function(FunctionExport.onWorker(
                        "switch_press",
                        REQUEST,
                        (a, l) -> {
                            Expression dialled = a.expression(0);
                            Expression caller = a.expression(1);
                            return ctx -> press(ctx, dialled.asText(ctx), caller.asText(ctx));
                        },
                        STRING,
                        STRING))
                .function(FunctionExport.onWorker("switch_answer", REQUEST, (a, l) -> answer::answer))
                .function(FunctionExport.of(
                        "feature_set", FunctionExport.ANY_ROUTE, this::bindSet, STRING, STRING, STRING))
                .function(FunctionExport.of(
                        "feature_forward", FunctionExport.ANY_ROUTE, this::bindForward, STRING, STRING))
                .pv(new PvExport("switch", this::bindSwitch))
                .pv(new PvExport("feature", this::bindFeature))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    /** The transaction is made first, so that a repeated INVITE is absorbed. */
    private int press(ScriptContext ctx, String dialled, String caller) {
        if (!port.isSwitch(dialled, caller)) {
            return FeaturePort.Result.UNKNOWN.code();
        }
        int made = signalling.newTransaction(ctx);
        if (made <= 0) {
            return made;
        }
        // A phone that comes again by another server, or is challenged there, keeps the Call-ID.
        return port.press(dialled, caller, ctx.message().callId()).code();
    }

    private Action bindSet(Arguments a, LoadContext load) throws FixupException {
        Expression user = a.expression(0);
        Expression value = a.expression(2);
        FeatureField field = field(a, 1, false);
        return ctx -> port.set(user.asText(ctx), field, value.asText(ctx)) ? 1 : -1;
    }

    private Action bindForward(Arguments a, LoadContext load) throws FixupException {
        Expression user = a.expression(0);
        FeatureField field = field(a, 1, true);
        return ctx -> port.value(user.asText(ctx), field)
                .map(target -> forward(ctx, target))
                .orElse(-1);
    }

    /** Features are named in the script, not worked out, so that a wrong name is found when it is loaded. */
    private static FeatureField field(Arguments a, int index, boolean forward) throws FixupException {
        String name = a.isConstant(index) ? a.text(index) : "";
        return FeatureField.ofText(name)
                .filter(f -> !forward || f.isForward())
                .orElseThrow(() -> new FixupException("\"" + name + "\" is no feature to be named here; "
                        + (forward ? "forwardings are cfa, cfb and cfna" : FIELDS)));
    }

    /** A number is looked for where the request was sent to. */
    private static int forward(ScriptContext ctx, String target) {
        try {
            String uri = target.indexOf(':') >= 0
                    ? target
                    : ctx.message()
                            .requestUri()
                            .withUser(UriEscapes.escapeUser(target))
                            .toString();
            ctx.destination().setUri(uri);
            ctx.destination().setDstUri(null);
            return 1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private Pv bindSwitch(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        if (inner.isEmpty()) {
            throw new FixupException("$switch needs a name, as in $switch(day)");
        }
        Expression name = load.format(inner);
        return ctx -> port.isOn(name.asText(ctx))
                .map(on -> Value.of(on ? "on" : "off"))
                .orElse(Value.NULL);
    }

    private Pv bindFeature(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        int arrow = inner.lastIndexOf("=>");
        if (arrow < 1) {
            throw new FixupException("$feature needs a user and a field, as in $feature($rU=>dnd)");
        }
        String name = inner.substring(arrow + 2).trim();
        FeatureField field = FeatureField.ofText(name)
                .orElseThrow(() -> new FixupException("$feature has no \"" + name + "\"; " + FIELDS));
        Expression user = load.format(inner.substring(0, arrow).trim());
        return ctx -> port.value(user.asText(ctx), field).map(Value::of).orElse(Value.NULL);
    }
}
