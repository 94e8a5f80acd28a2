package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.acceptance.main.Folders;
import org.breakwater.acceptance.main.Running;

/** SIPp on a machine of the network, running a scenario of suite main again and again. */
final class SippLoad implements AutoCloseable {

    private final Path folder;
    private final Running process;

    private SippLoad(Path folder, Running process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param scenario file in {@code /sipp}
     * @param line of data: user, credentials, callee
     * @param port local
     * @param perSecond rate
     */
    static SippLoad start(Network.Host host, SiteServer main, String scenario, String line, int port, int perSecond)
            throws IOException {
        Path folder = Files.createTempDirectory("breakwater-sipp");
        try (InputStream in = SippLoad.class.getResourceAsStream("/sipp/" + scenario)) {
            Files.write(folder.resolve(scenario), in.readAllBytes());
        }
        Files.writeString(folder.resolve("users.csv"), "SEQUENTIAL\n" + line + "\n");
        Running process = host.start(
                folder,
                List.of(
                        "sipp",
                        main.address() + ":5060",
                        "-sf",
                        scenario,
                        "-inf",
                        "users.csv",
                        "-i",
                        host.address(),
                        "-p",
                        Integer.toString(port),
                        "-t",
                        "u1",
                        "-r",
                        Integer.toString(perSecond),
                        "-m",
                        "1000000",
                        "-recv_timeout",
                        "5000",
                        "-nostdin",
                        "-trace_stat",
                        "-stf",
                        "stat.csv",
                        "-fd",
                        "1"));
        return new SippLoad(folder, process);
    }

    /** What came to its end so far. */
    record Count(long succeeded, long failed) {}

    Count count() throws IOException {
        Path file = folder.resolve("stat.csv");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() < 2) {
            return new Count(0, 0);
        }
        List<String> names = List.of(lines.get(0).split(";"));
        String[] last = lines.get(lines.size() - 1).split(";");
        return new Count(
                Long.parseLong(last[names.indexOf("SuccessfulCall(C)")]),
                Long.parseLong(last[names.indexOf("FailedCall(C)")]));
    }

    String output() {
        return String.join("\n", process.output());
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }
}
