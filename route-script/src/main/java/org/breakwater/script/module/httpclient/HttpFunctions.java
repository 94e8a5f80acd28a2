package org.breakwater.script.module.httpclient;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.httpclient.HttpConnections.HttpConnection;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Behaviour of the functions. */
final class HttpFunctions {

    private static final ContextKey<Map<String, String>> LAST_URLS = new ContextKey<>("http_client");
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final HttpConnections connections;
    private final Supplier<HttpCaller> caller;
    private final Supplier<Query> query;

    /** {@code caller} gives null until the server runs; {@code query} what the parameters say once they are set. */
    HttpFunctions(HttpConnections connections, Supplier<HttpCaller> caller, Supplier<Query> query) {
        this.connections = connections;
        this.caller = caller;
        this.query = query;
    }

    /**
     * How calls without a connection are made.
     *
     * @param firstLineOnly whether the result is only the body's first line
     */
    record Query(String userAgent, HttpCall.Limits limits, boolean firstLineOnly) {}

    /** {@code http_client_query(url[, post[, headers]], result)}. */
    Action query(Arguments a, boolean get) throws FixupException {
        Expression url = a.expression(0);
        Expression body = a.count() > 2 ? a.expression(1) : null;
        Expression headers = a.count() > 3 ? a.expression(2) : null;
        Pv result = result(a, a.count() - 1);
        return ctx -> {
            String text = body == null ? "" : body.asText(ctx);
            Query with = query.get();
            List<String> lines = new ArrayList<>();
            if (headers != null) {
                headers.asText(ctx).lines().filter(l -> !l.isBlank()).forEach(lines::add);
            }
            addDefaults(lines, with.userAgent(), !get && !text.isEmpty());
            String method = get || text.isEmpty() ? "GET" : "POST";
            String target = url.asText(ctx);
            HttpAnswer answer = call(new HttpCall(method, target, lines, text.isEmpty() ? null : text, with.limits()));
            String kept = answer.isFailure() ? "" : answer.body();
            result.set(ctx, Value.of(with.firstLineOnly() ? firstLine(kept) : kept));
            return answer.code();
        };
    }

    /** {@code http_connect(connection, path[, type, data], result)}; {@code raw} takes the data as written. */
    Action connect(Arguments a, boolean raw) throws FixupException {
        HttpConnection connection = connections.require(a.constantString(0));
        Expression path = a.expression(1);
        Expression type = a.count() > 3 ? a.expression(2) : null;
        String constant = raw ? a.constantString(3) : null;
        Expression data = a.count() > 3 && !raw ? a.expression(3) : null;
        Pv result = result(a, a.count() - 1);
        return ctx -> {
            String body = raw ? constant : data == null ? null : data.asText(ctx);
            HttpAnswer answer = connect(ctx, connection, path.asText(ctx), type == null ? "" : type.asText(ctx), body);
            result.set(ctx, Value.of(answer.isFailure() ? "" : answer.body()));
            return answer.code();
        };
    }

    private HttpAnswer connect(ScriptContext ctx, HttpConnection first, String path, String type, String body) {
        Set<String> tried = new HashSet<>();
        HttpConnection connection = first;
        HttpAnswer answer;
        do {
            tried.add(connection.name());
            List<String> lines = new ArrayList<>();
            if (!type.isEmpty()) {
                lines.add("Content-Type: " + type);
            }
            if (connection.credentials() != null) {
                byte[] plain = connection.credentials().getBytes(StandardCharsets.ISO_8859_1);
                lines.add("Authorization: Basic " + Base64.getEncoder().encodeToString(plain));
            }
            addDefaults(lines, connection.userAgent(), body != null);
            String method = body == null ? "GET" : "POST";
            answer = call(new HttpCall(method, connection.url(path), lines, body, connection.limits()));
            lastUrls(ctx).put(connection.name(), answer.url());
            connection = answer.isFailure() ? connections.find(connection.failover()) : null;
        } while (connection != null && !tried.contains(connection.name()));
        return answer;
    }

    /** {@code http_get_redirect(connection, result)}. */
    Action lastUrl(Arguments a) throws FixupException {
        HttpConnection connection = connections.require(a.constantString(0));
        Pv result = result(a, 1);
        return ctx -> {
            String url = lastUrls(ctx).get(connection.name());
            return url != null && result.set(ctx, Value.of(url)) ? 1 : -1;
        };
    }

    private static Map<String, String> lastUrls(ScriptContext ctx) {
        return ctx.attachments().orNew(LAST_URLS, HashMap::new);
    }

    private HttpAnswer call(HttpCall call) {
        HttpCaller here = caller.get();
        return here == null ? HttpAnswer.failed(Fault.CONNECT, call.url()) : here.call(call);
    }

    private static void addDefaults(List<String> lines, String userAgent, boolean form) {
        if (!has(lines, "User-Agent:")) {
            lines.add("User-Agent: " + userAgent);
        }
        if (form && !has(lines, "Content-Type:")) {
            lines.add(FORM);
        }
    }

    private static boolean has(List<String> lines, String name) {
        return lines.stream().anyMatch(l -> l.regionMatches(true, 0, name, 0, name.length()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Pv result(Arguments a, int i) throws FixupException {
        Pv result = a.pv(i);
        if (!result.isWritable()) {
            throw new FixupException("the result needs a variable that can be written");
        }
        return result;
    }
}
