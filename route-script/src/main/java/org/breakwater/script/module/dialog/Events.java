package org.breakwater.script.module.dialog;

import java.util.Optional;
import java.util.function.Function;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Runs {@code event_route[dialog:…]} and timeout routes on the dialog's worker. */
final class Events {

    static final String START = "dialog:start";
    static final String END = "dialog:end";
    static final String FAILED = "dialog:failed";

    private final DialogSettings settings;
    private final Function<String, Optional<Route>> routes;
    private volatile ModuleRuntime runtime;

    /** @param routes finds {@code route[NAME]} */
    Events(DialogSettings settings, Function<String, Optional<Route>> routes) {
        this.settings = settings;
        this.routes = routes;
    }

    void running(ModuleRuntime newRuntime) {
        runtime = newRuntime;
    }

    /**
     * Raises an event if the script has a route for it.
     *
     * @param message over which the route runs; null makes one from the dialog
     * @param transaction whose AVPs it sees; may be null
     */
    void raise(String event, Dialog dialog, SipMessage message, ScriptTransaction transaction) {
        ModuleRuntime r = runtime;
        if (r != null) {
            r.eventRoute(event).ifPresent(route -> run(r, route, dialog, message, transaction));
        }
    }

    /** Runs a route of the script over a request made from the dialog. */
    void timedOut(Dialog dialog, String routeName) {
        ModuleRuntime r = runtime;
        if (r != null) {
            routes.apply(routeName)
                    .ifPresentOrElse(
                            route -> run(r, route, dialog, null, null),
                            () -> r.log().log(-1, "dialog: the script has no route[" + routeName + "]\n"));
        }
    }

    private void run(ModuleRuntime r, Route route, Dialog dialog, SipMessage message, ScriptTransaction transaction) {
        r.workers().of(dialog.identity().callId()).execute(() -> {
            ScriptContext ctx = r.context(message == null ? request(dialog) : message, null, RouteKind.EVENT);
            if (transaction != null) {
                ctx.setScope(transaction.scope());
            }
            MessageState.of(ctx, settings).attach(dialog);
            r.run(route, ctx, null);
        });
    }

    /** A request that looks like one within the dialog, so that the route's variables have something to read. */
    private static SipMessage request(Dialog dialog) {
        Dialog.Identity id = dialog.identity();
        try {
            byte[] text = RequestBuilder.of("BYE", id.requestUri())
                    .from('<' + id.fromUri() + ">;tag=" + id.fromTag())
                    .to('<' + id.toUri() + '>' + (dialog.toTag().isEmpty() ? "" : ";tag=" + dialog.toTag()))
                    .callId(id.callId())
                    .cseq((int) dialog.caller().cseq() + 1)
                    .headerLines("Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKdialog\r\n")
                    .build();
            return SipMessage.parse(text, ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            return org.breakwater.script.module.shared.EventRequest.create();
        }
    }
}
