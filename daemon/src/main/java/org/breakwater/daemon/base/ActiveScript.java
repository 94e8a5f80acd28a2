package org.breakwater.daemon.base;

import java.util.Optional;
import java.util.function.Function;
import org.breakwater.daemon.edge.RequestSink;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.script.compile.Program;
import org.breakwater.script.host.HostSettings;
import org.breakwater.script.host.ScriptHost;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.msrp.MsrpModule;
import org.breakwater.script.module.msrp.MsrpSessions;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.module.websocket.WebsocketModule;
import org.breakwater.script.module.xhttp.XhttpModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.HttpExchange;
import org.breakwater.sip.flow.HttpReceiver;
import org.breakwater.sip.flow.MsrpReceiver;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.transaction.TransactionLayer;

/**
 * The script that routes now, and the change to another. Transactions end under the script they began with; new
 * requests go to the new one.
 */
public final class ActiveScript implements RequestSink, HttpReceiver {

    private final StatelessReplies stateless;
    private final TransactionLayer transactions;
    private final MsrpSessions msrp;
    private volatile Running running;

    ActiveScript(StatelessReplies stateless, TransactionLayer transactions, MsrpSessions msrp) {
        this.stateless = stateless;
        this.transactions = transactions;
        this.msrp = msrp;
    }

    /** A script with the transaction functions it was compiled with. */
    record Running(ScriptHost host, TmSignalling signalling) {}

    /** Makes signalling and modules for one script. */
    record Modules(TmSignalling signalling, ModuleCatalogue catalogue) {

        static Modules of(TmSignalling signalling, Function<TmSignalling, ModuleCatalogue> modules) {
            return new Modules(signalling, modules.apply(signalling));
        }
    }

    /**
     * Starts a script; the one before gets no new requests and its modules stop.
     *
     * @throws DatabaseException when a database the script needs cannot be read; the one before goes on
     */
    void start(Program program, TmSignalling signalling, Workers workers, ScriptLog log) {
        ScriptHost host = new ScriptHost(program, workers, log, HostSettings.DEFAULT);
        try {
            host.start();
        } catch (DatabaseException e) {
            host.stop();
            throw e;
        }
        Running before = running;
        running = new Running(host, signalling);
        if (before != null) {
            before.host().stop();
        }
    }

    /** The script that routes now. */
    Program program() {
        return running.host().program();
    }

    void stop() {
        if (running != null) {
            running.host().stop();
        }
    }

    @Override
    public boolean request(SipMessage request, Flow flow, Worker worker) {
        Running now = running;
        if (now == null) {
            return false;
        }
        if (request.method() == Method.ACK && stateless.isOurAck(request)) {
            if (stateless.hasAckListener()) {
                stateless.filtered(now.host().context(request, flow, RouteKind.REQUEST));
            }
            return true;
        }
        return now.host().request(request, flow, now.signalling()::requestDone);
    }

    @Override
    public void response(SipMessage response, Flow flow, Worker worker) {
        Running now = running;
        if (now != null) {
            now.host().reply(response, flow, ctx -> pass(now, ctx));
        }
    }

    /**
     * Requests that wait for an answer over it fail, MSRP sessions of it end; a script that loads {@code websocket} hears of
     * the end of WebSockets.
     */
    @Override
    public void closed(Flow flow, Worker worker) {
        transactions.closed(flow);
        msrp.closed(flow);
        Running now = running;
        if (now != null && now.host().program().modules().get("websocket") instanceof WebsocketModule websocket) {
            websocket.closed(flow);
        }
    }

    /** HTTP on a SIP socket: for the script if it loads {@code xhttp}, else not found; 503 while the server starts. */
    @Override
    public void received(HttpExchange exchange, Worker worker) {
        Running now = running;
        if (now == null) {
            exchange.reply(503, "Server Is Starting", null, new byte[0]);
        } else if (now.host().program().modules().get("xhttp") instanceof XhttpModule xhttp) {
            xhttp.received(exchange, worker);
        } else {
            exchange.reply(404, "Not Found", null, new byte[0]);
        }
    }

    /** Who takes MSRP frames: the script if it loads {@code msrp}, else nobody. */
    Optional<MsrpReceiver> msrp() {
        Running now = running;
        return now != null && now.host().program().modules().get("msrp") instanceof MsrpModule module
                ? Optional.of(module)
                : Optional.empty();
    }

    private static void pass(Running now, ScriptContext ctx) {
        if (!ctx.run().isDropped()) {
            now.signalling().replyReceived(ctx);
        }
    }
}
