package org.breakwater.script.module.tmx;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Worker;

/** {@code t_suspend} and {@code t_continue}: a transaction waits until some other message or event goes on with it. */
final class Suspension {

    private final TmSignalling tm;
    private final Map<Id, TmTransaction> waiting = new ConcurrentHashMap<>();

    Suspension(TmSignalling tm) {
        this.tm = tm;
    }

    /** What {@code $T(id_index)} and {@code $T(id_label)} say. */
    record Id(int index, int label) {
        static Id of(TmTransaction t) {
            return new Id(t.server().worker().index(), (int) t.label());
        }
    }

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.onWorker("t_suspend", FunctionExport.ANY_ROUTE, (a, l) -> this::suspend))
                .function(FunctionExport.onWorker(
                        "t_continue", FunctionExport.ANY_ROUTE, this::resume, STRING, STRING, STRING));
    }

    private int suspend(ScriptContext ctx) {
        if (ctx.transaction() == null && tm.newTransaction(ctx) <= 0) {
            return -1;
        }
        TmTransaction t = (TmTransaction) ctx.transaction();
        t.setSuspended(true);
        Id id = Id.of(t);
        waiting.put(id, t);
        ctx.worker().timers().schedule(tm.suspensionLimitMillis(t), () -> {
            if (waiting.remove(id, t)) {
                t.setSuspended(false);
                tm.answer(t, 408, "Request Timeout");
            }
        });
        return 1;
    }

    private Action resume(Arguments a, LoadContext load) {
        Expression index = a.expression(0);
        Expression label = a.expression(1);
        Expression name = a.expression(2);
        return ctx -> {
            Optional<Route> route = load.route(RouteKind.ROUTE, name.asText(ctx));
            TmTransaction t = waiting.get(new Id(index.asInt(ctx), label.asInt(ctx)));
            if (route.isEmpty() || t == null) {
                return -1;
            }
            waiting.remove(Id.of(t), t);
            Worker worker = t.server().worker();
            worker.execute(() -> goOn(t, route.get()));
            return 1;
        };
    }

    private void goOn(TmTransaction t, Route route) {
        ScriptContext later = tm.laterContext(t, RouteKind.REQUEST);
        later.destination().setUri(later.destination().uri());
        later.reply().setForceRport(true);
        tm.runtime().run(route, later, () -> {
            t.setSuspended(false);
            tm.requestDone(later);
        });
    }
}
