package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.breakwater.platform.time.Threads;

/** Answers OPTIONS as a main server does, and INVITE with 404. */
final class FakeMain implements AutoCloseable {

    private final TestPhone socket;
    private final Thread thread;

    FakeMain(InetSocketAddress here) throws IOException {
        socket = new TestPhone("main", "", null, here);
        socket.waitForEver();
        thread = Threads.named("fake-main").newThread(this::serve);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                String request = socket.awaitRequest("(OPTIONS|INVITE)");
                boolean options = request.startsWith("OPTIONS");
                socket.answer(request, options ? 200 : 404, options ? "OK" : "Not Found At Main");
            }
        } catch (SocketException e) {
            return; // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
