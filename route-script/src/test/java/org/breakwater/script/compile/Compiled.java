package org.breakwater.script.compile;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.core.CoreModule;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.Execution;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.ParseResult;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.NoForwarding;
import org.breakwater.script.testkit.RecordingLog;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.kit.ManualWorker;

/** A script compiled with modules pv and probe, and what it says when it runs over an INVITE. */
final class Compiled {

    private static final String MODULES = "loadmodule \"pv.so\"\nloadmodule \"probe.so\"\n";

    private final CompileResult result;
    private final RecordingLog log = new RecordingLog();

    private Compiled(CompileResult result) {
        this.result = result;
    }

    /** The whole text of a script; modules pv and probe are loaded before it. */
    static Compiled script(String text) {
        return compile(MODULES + text, false);
    }

    /** Statements of a request route. */
    static Compiled body(String statements) {
        return script("request_route {\n" + statements + "\n}\n");
    }

    /** A script as it stands. */
    static Compiled compile(String text, boolean lenient) {
        ParseResult parsed = ConfigParser.parse(path -> text, "test.cfg", ParseOptions.none());
        if (!parsed.isOk()) {
            return new Compiled(new CompileResult(null, parsed.diagnostics()));
        }
        return new Compiled(new ScriptCompiler(catalogue()).compile(parsed.config(), lenient));
    }

    private static ModuleCatalogue catalogue() {
        return new ModuleCatalogue()
                .add("core", () -> new CoreModule(new NoForwarding(), "test", Map.of()))
                .add("pv", () -> new PvModule(Statistics.NONE, ZoneOffset.UTC))
                .add("probe", ProbeModule::new)
                .add("probe2", () -> new ProbeModule("probe2", new java.util.ArrayList<>()));
    }

    Program program() {
        if (!result.isOk()) {
            throw new AssertionError(result.diagnostics().toString());
        }
        return result.program();
    }

    boolean isOk() {
        return result.isOk();
    }

    /** Findings as the user reads them. */
    List<String> findings() {
        return result.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    /** Runs the request route; returns what it said. */
    List<String> run() {
        ScriptContext ctx = context();
        program().route(RouteKind.REQUEST, "").orElseThrow().run(ctx);
        return said();
    }

    /** A context for another run. */
    ScriptContext context() {
        return new ScriptContext(
                new Execution(new ManualWorker(), log, program().variableCount()),
                ScriptContexts.message(ScriptContexts.INVITE),
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
    }

    List<String> said() {
        return log.lines().stream()
                .filter(l -> l.contains("PROBE "))
                .map(l -> l.substring(l.indexOf("PROBE ") + 6))
                .toList();
    }

    /** What was logged besides. */
    List<String> logged() {
        return log.lines().stream().filter(l -> !l.contains("PROBE ")).toList();
    }
}
