package org.breakwater.presence.calendar.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Radicale of a test's own, on loopback, with a temporary folder; killed and its folder removed when it is closed. */
public final class RadicaleServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/radicale");
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final int port;
    private final Process process;

    private RadicaleServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a server on the first free port of a range, with user alice and password {@code s3cret}.
     *
     * @throws IllegalStateException when Debian's package radicale is not installed, or it does not come up in a minute
     */
    public static RadicaleServer start(int firstPort, int lastPort) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    PROGRAM + " is missing; this test needs a real Radicale: apt-get install radicale");
        }
        try {
            Path folder = Files.createTempDirectory("breakwater-radicale");
            int port = freePort(firstPort, lastPort);
            Files.writeString(folder.resolve("users"), "alice:s3cret\n");
            Files.writeString(folder.resolve("config"), """
                [server]
                hosts = 127.0.0.1:%d
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                delay = 0
                [storage]
                filesystem_folder = %s
                """.formatted(
                            port, folder.resolve("users"), folder.resolve("collections")));
            Process process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "--config",
                            folder.resolve("config").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            RadicaleServer server = new RadicaleServer(folder, port, process);
            server.awaitConnection();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of something on it. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitConnection() {
        long deadline = System.nanoTime() + START_LIMIT_NANOS;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("radicale did not come up: " + log(), e);
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

    private List<String> log() {
        try {
            return Files.readAllLines(folder.resolve("log"));
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    private static int freePort(int first, int last) {
        for (int port = first; port <= last; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port within " + first + ".." + last);
    }
}
