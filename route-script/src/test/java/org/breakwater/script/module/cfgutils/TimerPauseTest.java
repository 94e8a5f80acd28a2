package org.breakwater.script.module.cfgutils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.script.run.Execution;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.RecordingLog;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.ManualWorker;
import org.junit.jupiter.api.Test;

final class TimerPauseTest {

    @Test
    void waitsForATimerOfTheWorker() {
        ImmediateWorker worker = new ImmediateWorker();
        ScriptContext ctx = new ScriptContext(
                new Execution(worker, new RecordingLog(), 0),
                ScriptContexts.message(ScriptContexts.INVITE),
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
        new TimerPause().hold(ctx, 1500);
        assertThat(worker.delays).containsExactly(1500L);
    }

    /** Its timers fire when they are set. */
    private static final class ImmediateWorker implements Worker {
        private final ManualWorker other = new ManualWorker();
        private final List<Long> delays = new ArrayList<>();

        @Override
        public int index() {
            return 0;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public Timers timers() {
            return (delay, task) -> {
                delays.add(delay);
                task.run();
                return () -> {};
            };
        }

        @Override
        public TimeSource time() {
            return other.time();
        }
    }
}
