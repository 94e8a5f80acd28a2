package org.breakwater.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real BIND on loopback with a temporary folder of its own; killed and its folder removed when it is closed. */
final class NamedServer implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/sbin/named");
    private static final int FIRST_PORT = 26_100;
    private static final int LAST_PORT = 26_900;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final int port;
    private Process process;

    private NamedServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Not started yet; files can be put into its folder. */
    static NamedServer prepare() {
        if (!Files.isExecutable(SERVER)) {
            throw new IllegalStateException(
                    SERVER + " is missing; this test needs a real BIND: apt-get install bind9 bind9-dnsutils");
        }
        try {
            return new NamedServer(Files.createTempDirectory("breakwater-named"), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of this module's range that is free for UDP and TCP; each call gives another. */
    static int freePort() {
        for (int tries = FIRST_PORT; tries < LAST_PORT; tries++) {
            int port = FIRST_PORT + Math.floorMod(NEXT.getAndIncrement(), LAST_PORT - FIRST_PORT);
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket();
                    DatagramSocket udp = new DatagramSocket(address)) {
                tcp.bind(address);
                return udp.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port");
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with these statements beside the usual options, and waits until it answers at all. */
    void start(String options, String statements) {
        write("named.conf", """
                options {
                  directory "%s"; pid-file none; session-keyfile none;
                  listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; empty-zones-enable no;
                  %s
                };
                controls {};
                %s
                """.formatted(folder, port, options, statements));
        launch();
    }

    void launch() {
        try {
            process = new ProcessBuilder(
                            SERVER.toString(),
                            "-g",
                            "-n",
                            "1",
                            "-c",
                            folder.resolve("named.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    /** Has it read its zone files again. */
    void reload() {
        try {
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        SimpleResolver resolver = new SimpleResolver(address());
        resolver.setTimeout(Duration.ofMillis(300));
        long deadline = System.nanoTime() + START_LIMIT_NANOS;
        while (true) {
            try {
                resolver.send(Message.newQuery(Record.newRecord(Name.root, Type.SOA, DClass.IN)));
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("named did not come up:\n" + log(), e);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
