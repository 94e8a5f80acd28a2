package org.breakwater.script.module.tm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.proxy.NextHopResolver;
import org.breakwater.sip.proxy.StatelessForwarder;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionTable;

/** What the classes of this package share: what is below, parameters, listeners, and the running script. */
final class TmServices {

    private final TransactionLayer layer;
    private final Transport transport;
    private final NextHopResolver resolver;
    private final StatelessReplies stateless;
    private final StatelessForwarder forwarder;
    private final Detours detours;
    private final TmSettings settings = new TmSettings();
    private final List<TransactionListener> listeners = new CopyOnWriteArrayList<>();
    private volatile ModuleRuntime runtime;
    private volatile Route onSend;
    private volatile Route localRequest;

    TmServices(
            TransactionLayer layer,
            Transport transport,
            NextHopResolver resolver,
            StatelessReplies stateless,
            Detours detours) {
        this.detours = detours;
        this.layer = layer;
        this.transport = transport;
        this.resolver = resolver;
        this.stateless = stateless;
        this.forwarder = new StatelessForwarder(transport, resolver);
    }

    TransactionTable table(Worker worker) {
        return layer.table(worker);
    }

    TransactionLayer layer() {
        return layer;
    }

    Transport transport() {
        return transport;
    }

    NextHopResolver resolver() {
        return resolver;
    }

    StatelessReplies stateless() {
        return stateless;
    }

    ReplyWriter writer() {
        return stateless.writer();
    }

    StatelessForwarder forwarder() {
        return forwarder;
    }

    Detours detours() {
        return detours;
    }

    TmSettings settings() {
        return settings;
    }

    void addListener(TransactionListener listener) {
        listeners.add(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    void tell(Consumer<TransactionListener> event) {
        for (TransactionListener listener : listeners) {
            event.accept(listener);
        }
    }

    void setOnSend(Route route) {
        onSend = route;
    }

    /** The script's onsend_route, or null. */
    Route onSend() {
        return onSend;
    }

    void start(ModuleRuntime newRuntime) {
        runtime = newRuntime;
        if (onSend != null && onSend.mayBlock()) {
            newRuntime.log().log(-1, "onsend_route calls something that may block: it is not run\n");
            onSend = null;
        }
        localRequest = newRuntime.eventRoute("tm:local-request").orElse(null);
    }

    /** The running script; null before it runs. */
    ModuleRuntime runtime() {
        return runtime;
    }

    /** The script's event_route[tm:local-request], or null. */
    Route localRequest() {
        return localRequest;
    }

    /** A context for a later route of a transaction: its own view of the request as the request route left it. */
    ScriptContext laterContext(TmTransaction transaction, RouteKind kind) {
        ScriptContext ctx = runtime.context(transaction.request(), transaction.flow(), kind);
        ctx.inheritAttachments(transaction.origin());
        ctx.setTransaction(transaction);
        ctx.setEdits(transaction.edits().copy());
        ctx.setDestination(transaction.destination().copy());
        ctx.reply().extraHeaders().append(transaction.replyHeaders());
        return ctx;
    }
}
