package org.breakwater.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SlowControlClientTest {

    private static final int THREADS = 3;
    private static final int WAITING = 16;

    @TempDir
    private Path home;

    private final ManualTime time = new ManualTime();
    private final List<SocketChannel> clients = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private ControlServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ControlServer(socket(), time);
        server.add("hello", a -> "well").add("big", a -> "x".repeat(8 << 20)).start();
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    private Path socket() {
        return home.resolve("control.sock");
    }

    private SocketChannel connect(String sent) throws IOException {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
        clients.add(client);
        send(client, sent);
        return client;
    }

    private static void send(SocketChannel client, String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** Closed by the server: in order, or by a reset when it left octets unread. */
    private static boolean isDisconnected(SocketChannel client) throws IOException {
        try {
            return client.read(ByteBuffer.allocate(1)) == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String call(String command) throws Exception {
        return new ControlClient(socket()).call(command, Map.of()).asText();
    }

    @Test
    void silentClientsHoldThreadsForFiveSecondsAtMost() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            connect("");
        }
        await(() -> server.awaited() == THREADS);

        time.advanceMillis(5000);
        server.closeOverdue();

        assertThat(call("hello")).isEqualTo("well");
        for (SocketChannel client : clients) {
            assertThat(isDisconnected(client)).isTrue();
        }
    }

    @Test
    void tricklingClientGetsNoMoreTimeForEveryOctet() throws Exception {
        SocketChannel client = connect("{");
        await(() -> server.awaited() == 1);
        for (int i = 0; i < 4; i++) {
            time.advanceMillis(1000);
            send(client, " ");
            server.closeOverdue();
        }
        assertThat(server.awaited()).isEqualTo(1);

        time.advanceMillis(1000);
        server.closeOverdue();

        assertThat(isDisconnected(client)).isTrue();
    }

    @Test
    void slowClientThatIsInTimeIsAnswered() throws Exception {
        SocketChannel client = connect("{\"command\":");
        await(() -> server.awaited() == 1);
        time.advanceMillis(4999);
        server.closeOverdue();

        send(client, "\"hello\"}\n");

        assertThat(ControlWire.readLine(client, 1000)).contains("well");
    }

    @Test
    void clientThatDoesNotTakeItsReplyIsDisconnectedAfterHalfAMinute() throws Exception {
        SocketChannel client = connect("{\"command\":\"big\"}\n");
        assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
        time.advanceMillis(29_999);
        server.closeOverdue();
        assertThat(server.awaited()).isEqualTo(1);

        time.advanceMillis(1);
        server.closeOverdue();

        assertThat(server.awaited()).isZero();
        assertThatThrownBy(() -> ControlWire.readLine(client, ControlWire.REPLY_LIMIT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void commandMayTakeAsLongAsItWants() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        server.add("long", a -> {
            running.countDown();
            return awaitRelease();
        });
        SocketChannel client = connect("{\"command\":\"long\"}\n");
        running.await();

        time.advanceMillis(3_600_000);
        server.closeOverdue();
        release.countDown();

        assertThat(ControlWire.readLine(client, 1000)).contains("done");
    }

    @Test
    void oneClientTooManyIsToldSo() throws Exception {
        server.add("long", a -> awaitRelease());
        for (int i = 0; i < THREADS + WAITING; i++) {
            connect("{\"command\":\"long\"}\n");
        }

        assertThatThrownBy(() -> call("hello"))
                .isInstanceOf(ControlException.class)
                .hasMessage("the server is busy with 19 other commands; try again in a moment");
    }

    @Test
    void requestThatDoesNotEndIsRefused() {
        String endless = "x".repeat(ControlWire.REQUEST_LIMIT + (1 << 20));

        assertThatThrownBy(() -> new ControlClient(socket()).call("hello", Map.of("text", endless)))
                .isInstanceOf(ControlException.class)
                .hasMessage("the request is too long: more than 16777216 octets in one line");
    }

    private String awaitRelease() {
        try {
            release.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
