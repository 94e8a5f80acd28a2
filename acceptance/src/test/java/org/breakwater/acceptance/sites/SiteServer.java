package org.breakwater.acceptance.sites;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Cli;
import org.breakwater.acceptance.main.Folders;
import org.breakwater.acceptance.main.Running;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlException;

/** A main server or a LifeGUARD on a machine of the network. */
final class SiteServer implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final Network.Host host;
    private final Kind kind;
    private final Path home;
    private final List<String> command;
    private final List<String> homeOption;
    private Running process;

    private SiteServer(Network.Host host, Kind kind, Path home, List<String> command, List<String> homeOption) {
        this.host = host;
        this.kind = kind;
        this.home = home;
        this.command = command;
        this.homeOption = homeOption;
    }

    /**
     * Runs from the clone; not started yet.
     *
     * @param files what is in its home folder, by name
     */
    static SiteServer ofClone(Network.Host host, Kind kind, Map<String, String> files) throws IOException {
        Path home = Files.createTempDirectory("breakwater-" + host.name());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        String program = Path.of(Cli.command()).resolveSibling(kind.program).toString();
        return new SiteServer(host, kind, home, List.of(program), List.of("--home", home.toString()));
    }

    /** Runs what is installed and configured in a tree; not started yet. */
    static SiteServer installed(Network.Host host, Kind kind, InstalledTree tree) {
        String program = tree.file("/usr/bin/" + kind.program).toString();
        return new SiteServer(
                host,
                kind,
                tree.file("/var/lib/" + kind.program),
                List.of("env", "BREAKWATER_ROOT=" + tree.path(), program),
                List.of());
    }

    private List<String> words(String... verb) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(verb));
        all.addAll(homeOption);
        return all;
    }

    /** Which daemon. */
    enum Kind {
        MAIN("breakwater", "Breakwater is running"),
        LIFEGUARD("breakwater-lifeguard", "The LifeGUARD of");

        private final String program;
        private final String welcome;

        Kind(String program, String welcome) {
            this.program = program;
            this.welcome = welcome;
        }
    }

    Network.Host host() {
        return host;
    }

    String address() {
        return host.address();
    }

    /** Two mains on one database need one key. */
    void takeKeyOf(SiteServer other) throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.copy(other.home.resolve("secrets/directory.key"), home.resolve("secrets/directory.key"));
    }

    /** Starts the process and does not wait. */
    void begin() throws IOException {
        process = host.start(home, words("run"));
    }

    /** Waits until the process says that it runs. */
    void awaitRunning() throws InterruptedException {
        if (!process.await(line -> line.startsWith(kind.welcome), START_SECONDS)) {
            throw new AssertionError(host.name() + " did not start:\n" + String.join("\n", process.output()));
        }
    }

    /** Until phones are let in. */
    void awaitWell() throws IOException, InterruptedException {
        Await.until(
                host.name() + " takes phones",
                60,
                () -> status().path("state").asText().equals("well"));
    }

    /** As a power cut. */
    void kill() {
        process.kill();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    Running process() {
        return process;
    }

    JsonNode status() throws IOException {
        return ask("status");
    }

    /** Contacts of each address of record, sorted. */
    Map<String, List<String>> registrations() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (JsonNode one : ask("registrations")) {
            found.computeIfAbsent(one.path("aor").asText(), aor -> new ArrayList<>())
                    .add(one.path("contact").asText());
        }
        found.values().forEach(list -> list.sort(null));
        return found;
    }

    /** As the command would ask, without starting a Java for it: that would slow down what is measured. */
    private JsonNode ask(String verb) throws IOException {
        try {
            return new ControlClient(HomeOption.socket(home)).call(verb, Map.of());
        } catch (ControlException e) {
            throw new AssertionError(host.name() + ": " + verb + " said " + e.getMessage(), e);
        }
    }

    /** Resident memory in MiB. */
    long memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException(host.name() + " does not run");
    }

    /** Takes its database away, as a new disk would. */
    void forget() throws IOException {
        Folders.delete(home.resolve("db"));
    }

    /** Runs a verb about this server. */
    Cli.Result cli(String... words) throws IOException, InterruptedException {
        return Cli.external(120, words(words));
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        if (!homeOption.isEmpty()) {
            Folders.delete(home);
        }
    }
}
