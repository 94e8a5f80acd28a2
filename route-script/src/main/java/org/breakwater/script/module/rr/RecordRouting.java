package org.breakwater.script.module.rr;

import org.breakwater.script.module.core.OutgoingFields;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Params;

/** Record-Route of requests on their way out, and what comes back of it in Route; for scripts and other modules. */
public final class RecordRouting {

    private static final ContextKey<RecordRoute> KEY = new ContextKey<>("rr.record-route");

    private final RrSettings settings;
    private final OwnRoutes own;

    RecordRouting(RrSettings settings, OwnRoutes own) {
        this.settings = settings;
        this.own = own;
    }

    /**
     * Adds Record-Route.
     *
     * @param extra parameters for the URI with their semicolons; may be empty
     * @return false when it has been added before, or the message is none that came in as a request
     */
    public boolean record(ScriptContext ctx, String extra) {
        return record(ctx, new RecordRoute.OfSockets(extra));
    }

    boolean record(ScriptContext ctx, RecordRoute.Form form) {
        RecordRoute present = ctx.attachments().get(KEY);
        if (present != null && present.isRecorded()) {
            ctx.log(-1, "record_route: this request is record-routed already\n");
            return false;
        }
        if (ctx.flow() == null || !ctx.message().isRequest()) {
            return false;
        }
        put(ctx, plan(ctx, form, present == null ? "" : present.parameters()));
        return true;
    }

    private RecordRoute plan(ScriptContext ctx, RecordRoute.Form form, String parameters) {
        String tag = settings.appendFromTag() ? initialFromTag(ctx) : null;
        return new RecordRoute(
                form,
                settings.scheme(ctx) + settings.user(ctx),
                new RecordRoute.Side(ctx.flow().listenPoint(), ctx.flow().protocol()),
                tag == null ? "" : ";ftag=" + tag,
                new RecordRoute.Options(
                        settings.lr(), settings.isDoubleRr(), settings.isAlwaysDouble(), settings.usesSocketNames()),
                parameters);
    }

    private static void put(ScriptContext ctx, RecordRoute plan) {
        ctx.attachments().put(KEY, plan);
        OutgoingFields.put(ctx, KEY, plan);
    }

    /** Takes Record-Route and its parameters back. */
    public void remove(ScriptContext ctx) {
        put(ctx, null);
    }

    /**
     * Adds parameters to the Record-Route of a request, also if that is added later.
     *
     * @param text each with its semicolon
     */
    public void addParameters(ScriptContext ctx, String text) {
        RecordRoute present = ctx.attachments().get(KEY);
        if (present != null) {
            put(ctx, present.withParameters(text));
        } else if (ctx.flow() != null) {
            put(ctx, plan(ctx, new RecordRoute.Nothing(), text));
        }
    }

    /** Parameters of the Route of ours that a request came with; none if it had none. */
    public Params routeParameters(ScriptContext ctx) {
        return own.params(ctx);
    }

    /** Whether a request within a dialog goes from callee to caller. */
    public boolean isUpstream(ScriptContext ctx) {
        return own.isUpstream(ctx);
    }

    /** Tag of the party that began the dialog, or null. */
    public String initialFromTag(ScriptContext ctx) {
        return isUpstream(ctx) ? ctx.message().toTag() : ctx.message().fromTag();
    }

    /** Tag of the other party, or null. */
    public String initialToTag(ScriptContext ctx) {
        return isUpstream(ctx) ? ctx.message().fromTag() : ctx.message().toTag();
    }
}
