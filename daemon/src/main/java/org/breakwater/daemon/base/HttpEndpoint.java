package org.breakwater.daemon.base;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;

/** {@code /metrics} for Prometheus and {@code /health} for watchdogs, on a socket of its own. */
public final class HttpEndpoint implements AutoCloseable {

    private final HttpServer server;
    private final ThreadPoolExecutor pool = Threads.blockingPool("http", 2, 32);

    /**
     * Begins to listen.
     *
     * @param healthy whether the server does its work
     * @throws IOException when the socket cannot be opened
     */
    /** Serves from now on. */
    public HttpEndpoint(InetSocketAddress listen, Metrics metrics, BooleanSupplier healthy) throws IOException {
        server = HttpServer.create(listen, 32);
        server.setExecutor(pool);
        server.createContext(
                "/metrics", x -> answer(x, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
        server.createContext("/health", x -> {
            boolean ok = healthy.getAsBoolean();
            answer(x, ok ? 200 : 503, "text/plain", ok ? "ok\n" : "not well: see breakwater status\n");
        });
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdown();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
