package org.breakwater.script.module.jsonrpcs;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.xhttp.HttpAnswer;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.Octets;

/** Export table of jsonrpcs. */
public final class JsonrpcsModule implements ScriptModule {

    private static final int HTTP = 1;
    private static final int FIFO_AND_DATAGRAM = 6;
    private static final ContextKey<JsonRpc.Answer> RESULT = new ContextKey<>("jsonrpl");

    private final ModuleExports exports;
    private int transport = FIFO_AND_DATAGRAM;
    private boolean pretty = true;
    private JsonRpc rpc;
    private volatile ModuleRuntime runtime;

    /** Offers the commands of the script it is loaded by. */
    public JsonrpcsModule() {
        this.exports = KnownParameters.complete(ModuleExports.of("jsonrpcs")
                .parameter(ParameterExport.integer("transport", v -> transport = v))
                .parameter(ParameterExport.integer("pretty_format", v -> pretty = v != 0))
                .function(FunctionExport.of("jsonrpc_dispatch", Set.of(RouteKind.REQUEST), (a, l) -> this::dispatch))
                .function(FunctionExport.blocking("jsonrpc_exec", FunctionExport.ANY_ROUTE, (a, l) -> exec(a), STRING))
                .pv(new PvExport("jsonrpl", (spec, load) -> result(spec))));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private boolean overHttp() {
        return transport == 0 || (transport & HTTP) != 0;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (transport != 0 && overHttp() && !load.isLoaded("xhttp")) {
            throw new FixupException("transport " + transport + " wants HTTP: load module xhttp before jsonrpcs");
        }
        rpc = new JsonRpc(load.rpcs(), pretty);
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        runtime = newRuntime;
    }

    private int dispatch(ScriptContext ctx) {
        HttpAnswer http = HttpAnswer.of(ctx);
        if (http == null || runtime == null || !overHttp() || !http.take()) {
            return -1;
        }
        try {
            runtime.blocking().execute(() -> {
                JsonRpc.Answer answer = rpc.call(http.body());
                http.send(answer.status(), answer.reason(), "application/json", answer.body());
            });
        } catch (RejectedExecutionException e) {
            http.send(503, "Too Many Commands Wait", null, new byte[0]);
        }
        return 1;
    }

    private Action exec(Arguments a) {
        Expression command = a.expression(0);
        return ctx -> {
            JsonRpc.Answer answer = rpc.call(Octets.bytes(command.asText(ctx)));
            ctx.attachments().put(RESULT, answer);
            return 1;
        };
    }

    private static Pv result(PvSpec spec) throws FixupException {
        String part = spec.inner() == null ? "" : spec.inner().text();
        return switch (part) {
            case "code" -> ctx -> read(ctx, a -> Value.of(a.status()));
            case "text" -> ctx -> read(ctx, a -> Value.of(a.reason()));
            case "body" -> ctx -> read(ctx, a -> Value.of(Octets.text(a.body(), 0, a.body().length)));
            default -> throw new FixupException("$jsonrpl has code, text and body");
        };
    }

    private static Value read(ScriptContext ctx, java.util.function.Function<JsonRpc.Answer, Value> part) {
        JsonRpc.Answer answer = ctx.attachments().get(RESULT);
        return answer == null ? Value.NULL : part.apply(answer);
    }
}
