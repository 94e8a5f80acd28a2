package org.breakwater.script.module.httpclient;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.breakwater.platform.time.Threads;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Export table of http_client. */
public final class HttpClientModule implements ScriptModule {

    /** How many redirects one call follows when it follows any. */
    static final int MAX_REDIRECTS = 5;

    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_SECONDS = 60;
    private static final int CALLBACK_THREADS = 2;
    private static final int CALLBACK_QUEUE = 1000;
    private static final Set<RouteKind> PLACES =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.ONREPLY, RouteKind.BRANCH, RouteKind.CORE_REPLY);

    private final HttpConnections connections = new HttpConnections();
    private final ModuleExports exports;
    private int timeout = 4;
    private int bodyLimit = MAX_BODY_BYTES;
    private int queryBodyLimit = MAX_BODY_BYTES;
    private int redirects;
    private boolean firstLineOnly = true;
    private String userAgent;
    private ExecutorService callbacks;
    private volatile HttpCaller caller;

    /** Requests name {@code userAgent} unless the script says otherwise. */
    public HttpClientModule(String userAgent) {
        this.userAgent = userAgent;
        ModuleExports.Builder table = ModuleExports.of("http_client");
        parameters(table);
        functions(table, new HttpFunctions(connections, () -> caller, this::query));
        this.exports = KnownParameters.complete(
                table.pv(new PvExport("curlerror", HttpClientModule::error)).rpc(listing()));
    }

    /** A parameter's limit in bytes: 0 means the most there may be. */
    static int bodyLimit(int bytes) {
        return bytes <= 0 ? MAX_BODY_BYTES : Math.min(bytes, MAX_BODY_BYTES);
    }

    private void parameters(ModuleExports.Builder table) {
        table.parameter(ParameterExport.string("httpcon", v -> connections.declare(v, userAgent, limits(bodyLimit))))
                .parameter(ParameterExport.integer("connection_timeout", this::setTimeout))
                .parameter(ParameterExport.integer("maxdatasize", v -> bodyLimit = bodyLimit(v)))
                .parameter(ParameterExport.integer("query_maxdatasize", v -> queryBodyLimit = bodyLimit(v)))
                .parameter(ParameterExport.integer("query_result", v -> firstLineOnly = v != 0))
                .parameter(ParameterExport.integer("httpredirect", v -> redirects = v != 0 ? MAX_REDIRECTS : 0))
                .parameter(ParameterExport.string("useragent", v -> userAgent = v));
    }

    private void setTimeout(int seconds) throws FixupException {
        if (seconds < 0) {
            throw new FixupException("connection_timeout must not be negative");
        }
        timeout = seconds;
    }

    private HttpCall.Limits limits(int bytes) {
        return new HttpCall.Limits(timeout == 0 ? MAX_SECONDS : Math.min(timeout, MAX_SECONDS), bytes, redirects);
    }

    private HttpFunctions.Query query() {
        return new HttpFunctions.Query(userAgent, limits(Math.min(bodyLimit, queryBodyLimit)), firstLineOnly);
    }

    private static void functions(ModuleExports.Builder table, HttpFunctions f) {
        table.function(FunctionExport.blocking("http_client_query", PLACES, (a, l) -> f.query(a, false), STRING, PV))
                .function(FunctionExport.blocking(
                        "http_client_query", PLACES, (a, l) -> f.query(a, false), STRING, STRING, PV))
                .function(FunctionExport.blocking(
                        "http_client_query", PLACES, (a, l) -> f.query(a, false), STRING, STRING, STRING, PV))
                .function(FunctionExport.blocking(
                        "http_client_get", PLACES, (a, l) -> f.query(a, true), STRING, STRING, STRING, PV))
                .function(FunctionExport.blocking(
                        "http_connect", PLACES, (a, l) -> f.connect(a, false), CONSTANT_STRING, STRING, PV))
                .function(FunctionExport.blocking(
                        "http_connect",
                        PLACES,
                        (a, l) -> f.connect(a, false),
                        CONSTANT_STRING,
                        STRING,
                        STRING,
                        STRING,
                        PV))
                .function(FunctionExport.blocking(
                        "http_connect_raw",
                        PLACES,
                        (a, l) -> f.connect(a, true),
                        CONSTANT_STRING,
                        STRING,
                        STRING,
                        CONSTANT_STRING,
                        PV))
                .function(FunctionExport.of("http_get_redirect", PLACES, (a, l) -> f.lastUrl(a), CONSTANT_STRING, PV));
    }

    private static Pv error(PvSpec spec, LoadContext load) throws FixupException {
        if (spec.inner() == null) {
            throw new FixupException("$curlerror needs a number in parentheses");
        }
        Expression number = load.format(spec.inner().text().trim());
        return ctx -> {
            int code = number.asInt(ctx);
            return code < 0 || code >= 100 ? Value.NULL : Value.of(Fault.text(code));
        };
    }

    private RpcExport listing() {
        return new RpcExport("httpclient.listcon", "Lists the HTTP connections.", parameters -> {
            List<HttpConnections.HttpConnection> all = connections.all();
            return all.stream()
                    .map(c -> {
                        Map<String, Object> entry = new LinkedHashMap<>();
                        entry.put("connection", c.name());
                        entry.put("url", c.base());
                        entry.put("timeout", c.limits().seconds());
                        entry.put("maxdatasize", c.limits().bytes());
                        return entry;
                    })
                    .toList();
        });
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        callbacks = Threads.blockingPool("http-client", CALLBACK_THREADS, CALLBACK_QUEUE);
        caller = new HttpCaller(callbacks);
    }

    @Override
    public void stop() {
        caller = null;
        if (callbacks != null) {
            callbacks.shutdownNow();
        }
    }
}
