package org.breakwater.acceptance.sites;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The phones of one machine, see {@link PhoneFarm}. */
final class Farm implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader results;

    private Farm(Process process) {
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; the phone of user N listens at {@code firstPort} + N modulo 10,000. */
    static Farm start(Network.Host host, int firstPort) throws IOException {
        try {
            Path classes = Path.of(PhoneFarm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<String> command = host.command(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx128m",
                    "-Xss256k",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classes.toString(),
                    PhoneFarm.class.getName(),
                    host.address(),
                    Integer.toString(firstPort)));
            Farm farm = new Farm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            farm.result();
            return farm;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Has a command done; its result. */
    String tell(String command) throws IOException {
        begin(command);
        return result();
    }

    /** Gives a command whose {@link #result()} is read later. */
    void begin(String command) {
        commands.println(command);
    }

    String result() throws IOException {
        for (String line = results.readLine(); line != null; line = results.readLine()) {
            if (line.startsWith("= ")) {
                return line.substring(2);
            }
        }
        throw new IOException("the phones ended");
    }

    /** Users that once got a 200 for their REGISTER. */
    Set<String> acknowledged() throws IOException {
        Set<String> users = new TreeSet<>(Arrays.asList(tell("acknowledged").split(" ")));
        users.remove("acknowledged");
        return users;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
