package org.breakwater.script.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.breakwater.script.compile.CompileResult;
import org.breakwater.script.compile.ProbeModule;
import org.breakwater.script.compile.ScriptCompiler;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.core.CoreModule;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.NoForwarding;
import org.breakwater.script.testkit.RecordingLog;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.kit.ManualWorker;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScriptHostTest {

    private static final String TWO = "loadmodule \"one.so\"\nloadmodule \"two.so\"\n";

    private final List<String> events = new ArrayList<>();
    private final List<String> slow = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ManualWorker worker = new ManualWorker();
    private final RecordingLog log = new RecordingLog();
    private ScriptHost host;

    @AfterEach
    void stop() {
        gate.countDown();
        host.stop();
    }

    @Test
    void modulesStartInLoadOrderAndStopInReverse() {
        host = host(TWO + "request_route { ok(); }", HostSettings.DEFAULT);
        host.start();
        host.stop();

        assertThat(events)
                .containsExactly("one start", "two start", "one running", "two running", "two stop", "one stop");
    }

    @Test
    void scriptWithoutRequestRouteIsDoneAtOnce() {
        host = host(TWO, HostSettings.DEFAULT);
        List<ScriptContext> done = new ArrayList<>();

        assertThat(host.request(invite("c1"), FakeFlow.of(TransportProtocol.UDP), done::add))
                .isTrue();
        host.reply(invite("c1"), FakeFlow.of(TransportProtocol.UDP), done::add);

        assertThat(done).hasSize(2).noneMatch(ctx -> ctx.run().isDropped());
    }

    @Test
    void requestsOfOneCallKeepTheirOrderAndTooManyAreRefused() throws InterruptedException {
        host = host("loadmodule \"gate.so\"\nrequest_route { wait_here(); }", new HostSettings(1, 2));
        CountDownLatch done = new CountDownLatch(3);
        List<Boolean> taken = new ArrayList<>();
        for (String callId : List.of("c1", "c2", "c3", "c4")) {
            taken.add(host.request(invite(callId), FakeFlow.of(TransportProtocol.UDP), ctx -> done.countDown()));
        }

        assertThat(taken).as("one runs, two wait").containsExactly(true, true, true, false);
        gate.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(slow).containsExactly("c1", "c2", "c3");
    }

    @Test
    void repeatedTaskRunsUntilItIsClosed() throws Exception {
        host = host(TWO, HostSettings.DEFAULT);
        List<Integer> runs = new ArrayList<>();
        ModuleRuntime.Repetition repetition = host.every(1000, () -> runs.add(runs.size()));

        worker.clock().advanceMillis(3500);
        assertThat(runs).containsExactly(0, 1, 2);
        repetition.close();
        worker.clock().advanceMillis(5000);

        assertThat(runs).hasSize(3);
        assertThat(worker.clock().pendingTimers()).isZero();
    }

    private ScriptHost host(String script, HostSettings settings) {
        ModuleCatalogue catalogue = new ModuleCatalogue()
                .add("core", () -> new CoreModule(new NoForwarding(), "test", Map.of()))
                .add("one", () -> new ProbeModule("one", events))
                .add("two", () -> new ProbeModule("two", events))
                .add("gate", this::gate);
        CompileResult compiled = new ScriptCompiler(catalogue)
                .compile(
                        ConfigParser.parse(path -> script, "test.cfg", ParseOptions.none())
                                .config(),
                        false);
        assertThat(compiled.isOk()).as(compiled.diagnostics().toString()).isTrue();
        return new ScriptHost(compiled.program(), new Workers(List.of(worker)), log, settings);
    }

    /** A module whose only function waits until the test lets it go on. */
    private ScriptModule gate() {
        ModuleExports exports = ModuleExports.of("gate")
                .function(FunctionExport.blocking("wait_here", FunctionExport.ANY_ROUTE, (a, l) -> this::waitHere))
                .build();
        return () -> exports;
    }

    private int waitHere(ScriptContext ctx) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        slow.add(ctx.message().callId());
        return 1;
    }

    private static SipMessage invite(String callId) {
        return ScriptContexts.message(ScriptContexts.INVITE.replace("cid@x", callId));
    }
}
