package org.breakwater.acceptance.main;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A published calendar file that counts how often it is fetched. */
final class CountingCalendar implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger fetched = new AtomicInteger();

    /** Serves this file at {@link #url()}. */
    CountingCalendar(String iCalendar) throws IOException {
        byte[] octets = iCalendar.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), LoopbackPorts.next()), 0);
        server.createContext("/calendar.ics", exchange -> {
            fetched.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "text/calendar; charset=utf-8");
            exchange.sendResponseHeaders(200, octets.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(octets);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/calendar.ics";
    }

    /** How often it was fetched so far. */
    int fetched() {
        return fetched.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
