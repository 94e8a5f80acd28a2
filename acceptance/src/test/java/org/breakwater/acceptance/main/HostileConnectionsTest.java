package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bad connection costs only itself. */
@Tag("main")
class HostileConnectionsTest {

    private static final int REGISTRATIONS = 40;
    private static final long MOST_MILLIS = 500;

    /** One binding for all, however often it registers. */
    private static final String CONTACT = "Contact: <sip:1001@127.0.0.1:28999;transport=tcp>\r\n";

    @Test
    void goodPhonesNoticeNothing() throws Exception {
        try (Server server = Server.start(List.of())) {
            warmUp(server);
            long before = median(server);
            List<Thread> attackers = new ArrayList<>();
            AtomicBoolean over = new AtomicBoolean();
            for (Attack attack : attacks()) {
                for (int i = 0; i < 5; i++) {
                    Thread t = new Thread(() -> run(attack, server.port(), over));
                    t.start();
                    attackers.add(t);
                }
            }
            TimeUnit.SECONDS.sleep(1);
            long during = median(server);
            over.set(true);
            for (Thread t : attackers) {
                t.join(15_000);
            }
            assertThat(during).as("median ms of a registration under attack").isLessThan(MOST_MILLIS);
            assertThat(server.process().isAlive()).isTrue();
            assertThat(server.cli("status").output()).contains("well");
            Report.row(
                    "hostile TCP",
                    "slow readers, garbage, half messages, a gigabyte announced, drips: 5 each",
                    "registration with digest, median " + before + " ms before, " + during + " ms during",
                    "ok");
        }
    }

    private interface Attack {
        void run(Socket socket, AtomicBoolean over) throws IOException, InterruptedException;
    }

    private static void run(Attack attack, int port, AtomicBoolean over) {
        while (!over.get()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                attack.run(socket, over);
            } catch (IOException | InterruptedException thrownOut) {
                // The server may end an attacker's connection; the next one comes at once.
                Thread.onSpinWait();
            }
        }
    }

    private static List<Attack> attacks() {
        String options =
                "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKa\r\nFrom: <sip:a@h>;tag=1\r\n"
                        + "To: <sip:127.0.0.1>\r\nCall-ID: slow\r\nCSeq: 1 OPTIONS\r\n";
        Attack slowReader = (socket, over) -> {
            socket.setReceiveBufferSize(1024);
            byte[] request = (options + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 2_000 && !over.get(); i++) {
                socket.getOutputStream().write(request);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        };
        Attack garbage = (socket, over) -> {
            byte[] noise = new byte[8192];
            new Random(7).nextBytes(noise);
            for (int i = 0; i < 20 && !over.get(); i++) {
                socket.getOutputStream().write(noise);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        };
        Attack half = (socket, over) -> {
            socket.getOutputStream().write(options.getBytes(StandardCharsets.US_ASCII));
            pause(over);
        };
        Attack gigabyte = (socket, over) -> {
            OutputStream out = socket.getOutputStream();
            out.write((options + "Content-Length: 1073741824\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[16384];
            Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < 200 && !over.get(); i++) {
                out.write(block);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        };
        Attack drip = (socket, over) -> {
            for (byte octet : options.getBytes(StandardCharsets.US_ASCII)) {
                if (over.get()) {
                    return;
                }
                socket.getOutputStream().write(octet);
                TimeUnit.SECONDS.sleep(1);
            }
        };
        return List.of(slowReader, garbage, half, gigabyte, drip);
    }

    private static void pause(AtomicBoolean over) throws InterruptedException {
        for (int i = 0; i < 100 && !over.get(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Registers until ten in a row succeed; a server that has just started may ask phones to come back. */
    private static void warmUp(Server server) throws IOException {
        int good = 0;
        for (int i = 0; i < 200 && good < 10; i++) {
            try (SipPeer peer = SipPeer.tcp(server.port())) {
                SipMessageText answer =
                        new TestUser(peer, "1001", server.password("1001"), server.port()).registerAt(CONTACT);
                good = answer != null && answer.status() == 200 ? good + 1 : 0;
            }
        }
        assertThat(good).as("registrations in a row after the start").isEqualTo(10);
    }

    /** Median milliseconds of registrations with digest, each on a connection of its own. */
    private static long median(Server server) throws IOException {
        long[] millis = new long[REGISTRATIONS];
        for (int i = 0; i < REGISTRATIONS; i++) {
            long start = System.nanoTime();
            try (SipPeer peer = SipPeer.tcp(server.port())) {
                SipMessageText answer =
                        new TestUser(peer, "1001", server.password("1001"), server.port()).registerAt(CONTACT);
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        return millis[REGISTRATIONS / 2];
    }

    @Test
    void requestsUseThePhonesConnectionAndOpenOneWhenItIsGone() throws Exception {
        try (Server server = Server.start(List.of());
                ServerSocket phone = new ServerSocket(LoopbackPorts.next(), 5, InetAddress.getLoopbackAddress())) {
            String user = "1002";
            SipPeer line = SipPeer.tcp(server.port());
            TestUser bob = new TestUser(line, user, server.password(user), server.port());
            String contact = "Contact: <sip:1002@127.0.0.1:" + phone.getLocalPort() + ";transport=tcp>\r\n";
            assertThat(bob.registerAt(contact).status()).isEqualTo(200);

            // The connection it registered over is there: the request comes on it.
            assertThat(message(server, line)).isEqualTo(200);
            line.close();
            TimeUnit.MILLISECONDS.sleep(300);

            // It is gone: the server connects to the contact.
            Thread accepting = new Thread(() -> acceptAndAnswer(phone));
            accepting.start();
            assertThat(message(server, null)).isEqualTo(200);
            accepting.join(5_000);
            Report.row(
                    "flows",
                    "MESSAGE over the phone's connection, then to its contact when it is gone",
                    "200, 200",
                    "ok");
        }
    }

    private static int message(Server server, SipPeer answering) throws Exception {
        try (SipPeer sender = SipPeer.tcp(server.port())) {
            TestUser alice = new TestUser(sender, "1001", server.password("1001"), server.port());
            Thread answer = new Thread(() -> answer(answering));
            if (answering != null) {
                answer.start();
            }
            SipMessageText result = alice.ask("MESSAGE", "sip:1002@127.0.0.1:" + server.port(), "1001", "");
            answer.join(5_000);
            return result == null ? 0 : result.status();
        }
    }

    private static void answer(SipPeer line) {
        try {
            SipMessageText request = line.receive(5_000);
            if (request != null) {
                line.send(request.answer(200, "OK", ""));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void acceptAndAnswer(ServerSocket phone) {
        try {
            phone.setSoTimeout(5_000);
            try (SipPeer line = SipPeer.accepted(phone.accept())) {
                answer(line);
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
