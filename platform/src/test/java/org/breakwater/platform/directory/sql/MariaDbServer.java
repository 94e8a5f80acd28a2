package org.breakwater.platform.directory.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB server of a test's own, on loopback, with a temporary data folder. It is killed and its folder removed when
 * it is closed.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final int port;
    private Process process;

    private MariaDbServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a server on the first free port of a range.
     *
     * @throws IllegalStateException when Debian's package mariadb-server is not installed, or the server does not come
     *     up within a minute
     */
    public static MariaDbServer start(int firstPort, int lastPort) {
        for (Path program : List.of(SERVER, INSTALL)) {
            if (!Files.isExecutable(program)) {
                throw new IllegalStateException(
                        program + " is missing; this test needs a real MariaDB: apt-get install mariadb-server");
            }
        }
        try {
            Path folder = Files.createTempDirectory("breakwater-mariadb");
            MariaDbServer server = new MariaDbServer(folder, freePort(firstPort, lastPort));
            server.install();
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database and a user who owns it; the URL is in Kamailio's form. */
    public String createDatabase(String name) {
        execute("", "CREATE DATABASE `" + name + "`");
        execute("", "CREATE USER IF NOT EXISTS 'tester'@'%' IDENTIFIED BY 'test:p@ss'");
        execute("", "GRANT ALL ON `" + name + "`.* TO 'tester'@'%'");
        return "mysql://tester:test:p@ss@127.0.0.1:" + port + "/" + name;
    }

    /** Runs statements as the administrator. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a file of statements, such as those Kamailio ships. */
    public void executeFile(String database, Path file) {
        try (Connection connection = connect(database, "?allowMultiQueries=true");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(file));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Ends the process as a power cut would; the data stays for {@link #launch()}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts the process (again) on the same data and port. */
    public void launch() {
        List<String> command = new ArrayList<>(List.of(
                SERVER.toString(),
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("db.sock"),
                "--pid-file=" + folder.resolve("db.pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=2",
                "--skip-log-bin"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        process = run(command);
        awaitConnection();
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() {
        Process install = run(List.of(
                INSTALL.toString(),
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        if (install.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("mariadb-install-db failed: " + log());
        }
    }

    private void awaitConnection() {
        long deadline = System.nanoTime() + START_LIMIT_NANOS;
        while (true) {
            try (Connection connection = connect("", "")) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("mariadbd did not come up: " + log(), e);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database, String options) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/" + database + options, "root", "");
    }

    private Process run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.getMessage();
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
