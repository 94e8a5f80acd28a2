package org.breakwater.pbx.app;

import java.util.function.Function;
import org.breakwater.pbx.edge.RequestSink;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.script.compile.Program;
import org.breakwater.script.host.HostSettings;
import org.breakwater.script.host.ScriptHost;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/**
 * The script that routes now, and the change to another. Transactions end under the script they began with; new
 * requests go to the new one.
 */
final class ActiveScript implements RequestSink {

    private final StatelessReplies stateless;
    private volatile Running running;

    ActiveScript(StatelessReplies stateless) {
        this.stateless = stateless;
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

    private static void pass(Running now, ScriptContext ctx) {
        if (!ctx.run().isDropped()) {
            now.signalling().replyReceived(ctx);
        }
    }
}
