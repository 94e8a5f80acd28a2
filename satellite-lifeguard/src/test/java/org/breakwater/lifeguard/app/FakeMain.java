package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.time.Threads;

/** Answers OPTIONS as a main server does, and other requests with 404 or what it is told to. */
final class FakeMain implements AutoCloseable {

    /** It leaves requests unanswered. */
    static final int SILENT = 0;

    private final TestPhone socket;
    private final Thread thread;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 404;

    FakeMain(InetSocketAddress here) throws IOException {
        socket = new TestPhone("main", "", null, here);
        socket.waitForEver();
        thread = Threads.named("fake-main").newThread(this::serve);
        thread.start();
    }

    /** What it answers to anything but OPTIONS from now on. */
    void answersWith(int newStatus) {
        status = newStatus;
        asked.set(0);
    }

    /** How often it was asked something else than OPTIONS since it was told what to answer; retransmissions count. */
    int asked() {
        return asked.get();
    }

    private void serve() {
        try {
            while (true) {
                String request = socket.awaitRequest("(OPTIONS|INVITE|SUBSCRIBE)");
                if (request.startsWith("OPTIONS")) {
                    socket.answer(request, 200, "OK");
                    continue;
                }
                asked.incrementAndGet();
                int answer = status;
                if (answer != SILENT) {
                    socket.answer(request, answer, answer == 404 ? "Not Found At Main" : "Says The Main");
                }
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
