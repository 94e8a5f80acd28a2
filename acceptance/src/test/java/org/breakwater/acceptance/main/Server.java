package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./breakwater run} on loopback. */
final class Server implements AutoCloseable {

    /** The unmodified file of Debian's package. */
    static final Path STOCK = Path.of("/etc/kamailio/kamailio.cfg");

    /** What people switch on first in the stock file, on the server's own directory. */
    static final List<String> STOCK_WITH_USERS =
            List.of("-A", "WITH_AUTH", "-A", "DBURL=\"breakwater:directory\"", "-A", "WITH_USRLOCDB");

    private static final int START_SECONDS = 60;
    private static final Pattern DEMO_USER = Pattern.compile("\\s*user (\\S+)\\s+password (\\S+)");

    private final Path home;
    private final int port;
    private final List<String> options;
    private final Map<String, String> added = new HashMap<>();
    private Running process;

    private Server(Path home, int port, List<String> options) {
        this.home = home;
        this.port = port;
        this.options = options;
    }

    /** Starts with options of {@code run} beside home and sockets; UDP and TCP on one port of 127.0.0.1. */
    static Server start(List<String> options) throws IOException, InterruptedException {
        return start(Map.of(), options);
    }

    /** The same with files written into the new home first, such as {@code breakwater.yaml}. */
    static Server start(Map<String, String> files, List<String> options) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("breakwater-home");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------")); // as keys must be
        }
        Server server = new Server(home, LoopbackPorts.next(), options);
        server.launch();
        return server;
    }

    /** Starts the process again on the same home and port. */
    void launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Cli.command(),
                "run",
                "--home",
                home.toString(),
                "--listen",
                "tcp:127.0.0.1:" + port,
                "--listen",
                "udp:127.0.0.1:" + port));
        command.addAll(options);
        process = Running.start(home, command);
        if (!process.await(line -> line.startsWith("Breakwater is running"), START_SECONDS)
                || !process.await(line -> line.contains("Who is registered"), 5)) {
            String output = String.join("\n", process.output());
            process.close();
            throw new AssertionError("the server did not start:\n" + output);
        }
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    /** The key of its passwords, for another main on the same database. */
    Map.Entry<String, String> directoryKey() throws IOException {
        String file = "secrets/directory.key";
        return Map.entry(file, Files.readString(home.resolve(file)));
    }

    Running process() {
        return process;
    }

    /** Adds a user with a password of the test's own. */
    void addUser(String user) throws IOException, InterruptedException {
        String password = "password-" + user;
        Cli.Result result = cli("user", "add", user, "--password", password);
        if (result.exitCode() != 0) {
            throw new AssertionError("user " + user + " could not be added:\n" + result.output());
        }
        added.put(user, password);
    }

    /** The password of a user who was added here, or of a demo user, as the start screen shows it. */
    String password(String user) {
        return added.containsKey(user) ? added.get(user) : demoPassword(user);
    }

    private String demoPassword(String user) {
        return process.output().stream()
                .map(DEMO_USER::matcher)
                .filter(Matcher::matches)
                .filter(m -> m.group(1).equals(user))
                .map(m -> m.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "the screen shows no user " + user + ":\n" + String.join("\n", process.output())));
    }

    /** Runs a verb about this server. */
    Cli.Result cli(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--home");
        all.add(home.toString());
        return Cli.run(all.toArray(String[]::new));
    }

    /** Lines of the security log so far. */
    List<String> securityLog() throws IOException {
        Path file = home.resolve("log/security.log");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(home);
    }
}
