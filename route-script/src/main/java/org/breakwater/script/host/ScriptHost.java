package org.breakwater.script.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.script.compile.Program;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Execution;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.SipMessage;

/** A running script: its modules, its places of execution, and the ways into its routes. */
public final class ScriptHost implements ModuleRuntime {

    private final Program program;
    private final Workers workers;
    private final ScriptLog log;
    private final List<Execution> executions = new ArrayList<>();
    private final ScriptPool pool;
    private final ThreadPoolExecutor blocking;
    private final Route requestRoute;
    private final Route replyRoute;

    /** Prepares to run; {@link #start} tells the modules. */
    public ScriptHost(Program program, Workers workers, ScriptLog log, HostSettings settings) {
        this.program = program;
        this.workers = workers;
        this.log = log;
        workers.all().forEach(w -> executions.add(new Execution(w, log, program.variableCount())));
        this.pool = new ScriptPool(settings.poolThreads(), settings.poolQueue(), workers, log, program.variableCount());
        this.blocking = Threads.blockingPool("module", settings.poolThreads(), settings.poolQueue());
        this.requestRoute = program.route(RouteKind.REQUEST, "").orElse(null);
        this.replyRoute = program.route(RouteKind.CORE_REPLY, "").orElse(null);
    }

    /** Tells the modules, in load order, that messages will come. */
    public void start() {
        program.modules().values().forEach(m -> m.running(this));
    }

    /** Stops the modules in reverse order, then the pools. */
    public void stop() {
        List<ScriptModule> modules = new ArrayList<>(program.modules().values());
        for (int i = modules.size() - 1; i >= 0; i--) {
            stop(modules.get(i));
        }
        pool.stop();
        blocking.shutdown();
    }

    private void stop(ScriptModule module) {
        try {
            module.stop();
        } catch (RuntimeException e) {
            log.log(-1, "module " + module.exports().module() + " did not stop in order: " + e + "\n");
        }
    }

    /** The script that runs. */
    public Program program() {
        return program;
    }

    /**
     * Runs {@code request_route} over a request. Called on the worker of its Call-ID.
     *
     * @param after told on the worker with the context when the script is done
     * @return false when the script may block and too many messages wait for it: answer 503
     */
    public boolean request(SipMessage request, Flow flow, After after) {
        ScriptContext ctx = context(request, flow, RouteKind.REQUEST);
        if (requestRoute == null) {
            after.done(ctx);
            return true;
        }
        return runOrQueue(requestRoute, ctx, () -> after.done(ctx));
    }

    /**
     * Runs {@code reply_route} over a reply before the transaction layer sees it.
     *
     * @param after told with the context; its {@code run().isDropped()} says that the reply goes nowhere
     */
    public void reply(SipMessage reply, Flow flow, After after) {
        ScriptContext ctx = context(reply, flow, RouteKind.CORE_REPLY);
        if (replyRoute == null) {
            after.done(ctx);
            return;
        }
        run(replyRoute, ctx, () -> after.done(ctx));
    }

    /** Hears that a script is done. */
    @FunctionalInterface
    public interface After {
        /** The script is done with this context. */
        void done(ScriptContext ctx);
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public TimeSource time() {
        return workers.all().get(0).time();
    }

    @Override
    public ScriptLog log() {
        return log;
    }

    @Override
    public Executor blocking() {
        return blocking;
    }

    @Override
    public Repetition every(long everyMillis, Runnable task) {
        return new WorkerTask(workers.all().get(0), everyMillis, task);
    }

    @Override
    public Optional<Route> eventRoute(String name) {
        return program.route(RouteKind.EVENT, name);
    }

    @Override
    public ScriptContext context(SipMessage message, Flow flow, RouteKind kind) {
        String callId = message == null ? null : message.callId();
        return contextOn(callId == null ? workers.all().get(0) : workers.of(callId), message, flow, kind);
    }

    @Override
    public ScriptContext contextOn(Worker worker, SipMessage message, Flow flow, RouteKind kind) {
        return new ScriptContext(executions.get(worker.index()), message, flow, kind);
    }

    @Override
    public void run(Route route, ScriptContext ctx, Runnable after) {
        if (!runOrQueue(route, ctx, after)) {
            log.log(-1, "too many messages wait for blocking routes; " + route.name() + " was not run\n");
            ctx.run().drop();
            if (after != null) {
                after.run();
            }
        }
    }

    private boolean runOrQueue(Route route, ScriptContext ctx, Runnable after) {
        if (!route.mayBlock()) {
            runHere(route, ctx);
            if (after != null) {
                after.run();
            }
            return true;
        }
        Worker worker = ctx.worker();
        String callId = ctx.message() == null ? null : ctx.message().callId();
        return pool.run(callId == null ? "" : callId, worker, execution -> {
            Execution home = ctx.execution();
            ctx.moveTo(execution);
            runHere(route, ctx);
            ctx.moveTo(home);
            if (after != null) {
                worker.execute(after);
            }
        });
    }

    private void runHere(Route route, ScriptContext ctx) {
        try {
            route.run(ctx);
        } catch (RuntimeException e) {
            log.log(-1, "route " + route.kind() + "[" + route.name() + "] failed: " + e + "\n");
        }
    }

    /** A task that runs again and again on one worker. */
    private static final class WorkerTask implements Repetition {
        private final Worker worker;
        private final long everyMillis;
        private final Runnable task;
        private volatile boolean closed;
        private Timers.Timer timer;

        WorkerTask(Worker worker, long everyMillis, Runnable task) {
            this.worker = worker;
            this.everyMillis = everyMillis;
            this.task = task;
            worker.execute(this::arm);
        }

        private void arm() {
            if (!closed) {
                timer = worker.timers().schedule(everyMillis, this::fire);
            }
        }

        private void fire() {
            arm();
            task.run();
        }

        @Override
        public void close() {
            closed = true;
            worker.execute(() -> {
                if (timer != null) {
                    timer.cancel();
                }
            });
        }
    }
}
