package org.breakwater.script.module.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientTest {

    private static final int PORT = 29_500;
    private static final String HERE = "http://127.0.0.1:" + PORT;
    private static final String RESULT = "$var(r)";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpClientModule module = new HttpClientModule("breakwater/test");
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
    private HttpServer server;
    private ModuleBench bench;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.createContext("/", this::answer);
        server.start();
        bench = new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), module);
        module.running(null);
    }

    @AfterEach
    void stop() {
        module.stop();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String path = exchange.getRequestURI().toString();
        seen.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        if (path.startsWith("/silent")) {
            return;
        }
        if (path.startsWith("/again")) {
            exchange.getResponseHeaders().set("Location", path.equals("/again") ? "/again" : "/end");
        }
        int code = path.startsWith("/again") ? 302 : path.startsWith("/bad") ? 500 : 200;
        byte[] text = "line1\nline2".getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(code, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private Value result() {
        return bench.value(ctx, RESULT);
    }

    @Test
    void aQueryGivesTheFirstLine() {
        assertThat(bench.call(ctx, "http_client_query", HERE + "/x?a=1", RESULT))
                .isEqualTo(200);

        assertThat(result()).isEqualTo(Value.of("line1"));
        assertThat(seen).containsExactly("GET /x?a=1 null null ");
    }

    @Test
    void aQueryWithDataIsAFormUnlessHeadersSayOtherwise() {
        bench.parameter("http_client", "query_result", 0);

        bench.call(ctx, "http_client_query", HERE + "/p", "a=b", RESULT);
        bench.call(ctx, "http_client_query", HERE + "/p", "{}", "Content-Type: application/json", RESULT);
        bench.call(ctx, "http_client_get", HERE + "/p", "", "", RESULT);

        assertThat(result()).isEqualTo(Value.of("line1\nline2"));
        assertThat(seen)
                .containsExactly(
                        "POST /p application/x-www-form-urlencoded null a=b",
                        "POST /p application/json null {}",
                        "GET /p null null ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:29510/, 7",
        "ftp://127.0.0.1/, 1",
        "no url, 3",
        "http://127.0.0.1:29500/bad, 500",
    })
    void afterAFaultTheResultIsEmpty(String url, int code) {
        bench.assign(ctx, RESULT, Value.of("old"));

        assertThat(bench.call(ctx, "http_client_query", url, RESULT)).isEqualTo(code);

        assertThat(result()).isEqualTo(Value.of(""));
    }

    @Test
    void aSilentServerIsGivenUp() {
        bench.parameter("http_client", "connection_timeout", 1);

        assertThat(bench.call(ctx, "http_client_query", HERE + "/silent", RESULT))
                .isEqualTo(28);
    }

    @Test
    void bodiesAreCutAtTheLimit() {
        bench.parameter("http_client", "maxdatasize", 3).parameter("http_client", "httpcon", "c=>" + HERE);

        assertThat(bench.call(ctx, "http_connect", "c", "/x", RESULT)).isEqualTo(200);

        assertThat(result()).isEqualTo(Value.of("lin"));
    }

    @Test
    void aConnectionAddsItsPathAndCredentials() {
        bench.parameter("http_client", "httpcon", "c=>http://u:p@127.0.0.1:29500/api;timeout=2");

        bench.call(ctx, "http_connect", "c", "users", "text/plain", "hello", RESULT);
        bench.call(ctx, "http_connect_raw", "c", "/raw", "application/json", "{\"a\":\"$ru\"}", RESULT);

        assertThat(result()).isEqualTo(Value.of("line1\nline2"));
        assertThat(seen)
                .containsExactly(
                        "POST /api/users text/plain Basic dTpw hello",
                        "POST /api/raw application/json Basic dTpw {\"a\":\"$ru\"}");
    }

    @Test
    void anotherConnectionStandsInForOneThatFails() {
        bench.parameter("http_client", "httpcon", "a=>http://127.0.0.1:29510;failover=b")
                .parameter("http_client", "httpcon", "b=>" + HERE + ";failover=a");

        assertThat(bench.call(ctx, "http_connect", "a", "/x", RESULT)).isEqualTo(200);
        assertThat(bench.call(ctx, "http_connect", "a", "/bad", RESULT)).isEqualTo(500);
    }

    @Test
    void redirectsAreFollowedWhenAllowedAndOnlySoOften() {
        // Given
        bench.parameter("http_client", "httpcon", "no=>" + HERE)
                .parameter("http_client", "httpredirect", 1)
                .parameter("http_client", "httpcon", "yes=>" + HERE);

        // Then
        assertThat(bench.call(ctx, "http_connect", "no", "/again1", RESULT)).isEqualTo(302);
        assertThat(bench.call(ctx, "http_connect", "yes", "/again1", RESULT)).isEqualTo(200);
        assertThat(bench.call(ctx, "http_get_redirect", "yes", RESULT)).isEqualTo(1);
        assertThat(result()).isEqualTo(Value.of(HERE + "/end"));
        assertThat(bench.call(ctx, "http_connect", "yes", "/again", RESULT)).isEqualTo(47);
    }

    @Test
    void faultsHaveTexts() {
        assertThat(bench.value(ctx, "$curlerror(7)")).isEqualTo(Value.of("Couldn't connect to server"));
        assertThat(bench.value(ctx, "$curlerror(200)")).isEqualTo(Value.NULL);
    }

    @Test
    void undeclaredConnectionsAreRefused() {
        assertThatThrownBy(() -> bench.bind("http_connect", "nobody", "/", RESULT))
                .hasMessageContaining("httpcon");
    }
}
