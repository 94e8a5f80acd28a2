package org.breakwater.script.module.sqlops;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.SipMessage;

/** A runtime of which sqlops uses the log only. */
record OnlyLog(ScriptLog log) implements ModuleRuntime {

    @Override
    public Workers workers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TimeSource time() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Executor blocking() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Repetition every(long everyMillis, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Route> eventRoute(String name) {
        return Optional.empty();
    }

    @Override
    public ScriptContext context(SipMessage message, Flow flow, RouteKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void run(Route route, ScriptContext ctx, Runnable after) {
        throw new UnsupportedOperationException();
    }
}
