package org.breakwater.script.export;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.SipMessage;

/** What modules may use once the server runs. */
public interface ModuleRuntime {

    /** The workers, for tasks and timers. */
    Workers workers();

    /** The clock. */
    TimeSource time();

    /** Where to log. */
    ScriptLog log();

    /** A bounded pool for work that blocks; a full queue throws RejectedExecutionException. */
    Executor blocking();

    /**
     * Runs a task again and again on a worker.
     *
     * @param everyMillis 20 or more
     * @return closing it stops the task
     */
    Repetition every(long everyMillis, Runnable task);

    /** An event route the script has, as {@code dispatcher:dst-down}. */
    Optional<Route> eventRoute(String name);

    /** A context for running a route over a message on the current worker (or pool thread). */
    ScriptContext context(SipMessage message, Flow flow, org.breakwater.script.run.RouteKind kind);

    /** The same on a worker of the caller's choice, for messages that have nothing to do with a Call-ID. */
    default ScriptContext contextOn(
            Worker worker, SipMessage message, Flow flow, org.breakwater.script.run.RouteKind kind) {
        return context(message, flow, kind);
    }

    /**
     * Runs a top route over a context: on the spot if it cannot block, else on a pool thread.
     *
     * @param after told on the worker when it is done; may be null
     */
    void run(Route route, ScriptContext ctx, Runnable after);

    /** A task that runs again and again until this is closed. */
    @FunctionalInterface
    interface Repetition extends AutoCloseable {
        /** Stops it; harmless when it is stopped already. */
        @Override
        void close();
    }
}
