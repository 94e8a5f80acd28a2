package org.breakwater.presence.calendar.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers so many requests on each connection as if it kept it, and closes it when one more comes. */
final class HastyServer implements AutoCloseable {

    private static final String END = "<what/>";

    /** How many there were. */
    final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int answers;

    HastyServer(int answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "hasty");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket connection = listening.accept()) {
                connections.incrementAndGet();
                for (int i = 0; i < answers; i++) {
                    read(connection.getInputStream());
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                read(connection.getInputStream());
            } catch (IOException e) {
                continue; // the client went, or the test is over
            }
        }
    }

    /** To the end of a request. */
    private static void read(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf(END) < 0) {
            int octet = in.read();
            if (octet < 0) {
                return;
            }
            request.append((char) octet);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
