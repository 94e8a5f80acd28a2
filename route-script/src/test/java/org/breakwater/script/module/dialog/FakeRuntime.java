package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.run.Execution;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.script.testkit.RecordingLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.kit.ManualWorker;
import org.breakwater.sip.message.SipMessage;

/** A script that has every event route, and one worker; keeps what ran. */
final class FakeRuntime implements ModuleRuntime {

    /** Routes that ran, in order. */
    final List<String> ran = new ArrayList<>();

    /** The contexts they ran over. */
    final List<ScriptContext> contexts = new ArrayList<>();

    /** What was to be repeated. */
    Runnable repeated;

    private final ManualWorker worker = new ManualWorker();
    private final RecordingLog log = new RecordingLog();
    private final TimeSource time;

    FakeRuntime(TimeSource time) {
        this.time = time;
    }

    @Override
    public Workers workers() {
        return new Workers(List.of(worker));
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public ScriptLog log() {
        return log;
    }

    @Override
    public Executor blocking() {
        return Runnable::run;
    }

    @Override
    public Repetition every(long everyMillis, Runnable task) {
        repeated = task;
        return () -> repeated = null;
    }

    @Override
    public Optional<Route> eventRoute(String name) {
        return Optional.of(new Named(name, RouteKind.EVENT));
    }

    @Override
    public ScriptContext context(SipMessage message, Flow flow, RouteKind kind) {
        return new ScriptContext(new Execution(worker, log, 8), message, flow, kind);
    }

    @Override
    public void run(Route route, ScriptContext ctx, Runnable after) {
        ran.add(route.name());
        contexts.add(ctx);
    }

    /** A route that does nothing. */
    record Named(String name, RouteKind kind) implements Route {
        @Override
        public int run(ScriptContext ctx) {
            return 1;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }
}
