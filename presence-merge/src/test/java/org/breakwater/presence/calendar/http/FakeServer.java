package org.breakwater.presence.calendar.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of a test's own on loopback that notes what it was asked. */
public final class FakeServer implements AutoCloseable {

    /** What was asked. */
    public record Asked(String method, String path, String authorization, String body) {}

    /** What is answered. */
    public interface Answering {
        /** Writes a response with {@link FakeServer#answer}. */
        void handle(HttpExchange exchange, Asked asked) throws IOException;
    }

    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public FakeServer(int firstPort, Answering answering) {
        this.server = bind(firstPort);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Asked question = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            answering.handle(exchange, question);
            exchange.close();
        });
        server.start();
    }

    private static HttpServer bind(int firstPort) {
        for (int port = firstPort; port < firstPort + 20; port++) {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port from " + firstPort + " on");
    }

    public static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
    }

    public String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
