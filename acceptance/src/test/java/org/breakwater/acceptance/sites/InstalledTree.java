package org.breakwater.acceptance.sites;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A fresh tree with Breakwater's packages, whose programs run on this machine's Java; deleted when closed. */
final class InstalledTree implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    private final Path path;
    private final List<Process> daemons = new ArrayList<>();

    private InstalledTree(Path path) {
        this.path = path;
    }

    /** A tree without packages. */
    static InstalledTree empty(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path);
        ToolRun.of(LIMIT_SECONDS, ToolRun.cloneRoot() + "/packaging/rpm/make-tree.sh", path.toString())
                .succeeded();
        return new InstalledTree(path);
    }

    /** Builds the packages; where they are. */
    static List<Path> build() throws IOException, InterruptedException {
        ToolRun.of(400, "./breakwater", "package").succeeded();
        try (Stream<Path> files = Files.list(ToolRun.cloneRoot().resolve("target/rpm"))) {
            return files.filter(f -> f.toString().endsWith(".rpm")).sorted().toList();
        }
    }

    /** Installs or upgrades; Java is this machine's, so its package is not asked for. */
    void install(List<Path> packages) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("rpm", "--root", path.toString(), "-U", "--nodeps", "--replacepkgs"));
        packages.forEach(p -> command.add(p.toString()));
        ToolRun.in(path, LIMIT_SECONDS, Map.of(), command).succeeded();
    }

    /** Its root. */
    Path path() {
        return path;
    }

    /** A file by its installed name. */
    Path file(String name) {
        return path.resolve(name.substring(1));
    }

    /** Runs an installed command. */
    ToolRun run(String command, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(file("/usr/bin/" + command).toString()));
        all.addAll(List.of(words));
        return ToolRun.in(Path.of("/tmp"), LIMIT_SECONDS, Map.of("BREAKWATER_ROOT", path.toString()), all);
    }

    /** Starts the installed main server; returns when phones can register. */
    void startMain() throws IOException {
        start("breakwater", "Who is registered");
    }

    /** Starts the installed LifeGUARD; returns when phones can register. */
    void startLifeGuard() throws IOException {
        start("breakwater-lifeguard", "How it is:");
    }

    private void start(String name, String lastLine) throws IOException {
        List<String> command =
                List.of("timeout", "-k", "5", "600", file("/usr/bin/" + name).toString(), "run");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BREAKWATER_ROOT", path.toString());
        Process process = builder.start();
        daemons.add(process);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(lastLine)) {
                return;
            }
        }
        throw new AssertionError("the installed server did not start:\n" + seen);
    }

    /** Stops what was started, in order. */
    void stop() throws InterruptedException {
        for (Process daemon : daemons) {
            daemon.destroy();
            daemon.waitFor();
        }
        daemons.clear();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        ToolRun.of(LIMIT_SECONDS, "rm", "-rf", "--one-file-system", path.toString())
                .succeeded();
    }
}
