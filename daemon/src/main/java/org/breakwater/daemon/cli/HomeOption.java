package org.breakwater.daemon.cli;

import java.nio.file.Path;
import org.breakwater.platform.control.ControlClient;
import picocli.CommandLine.Option;

/** Which server a command is about. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home of the server: its database, secrets, logs and control socket."
                    + " Default: .breakwater in a clone, /var/lib/breakwater when installed.")
    private Path home;

    /** The directory. */
    public Path directory() {
        if (home != null) {
            return home.toAbsolutePath();
        }
        String preset = System.getProperty("breakwater.home");
        return Path.of(preset == null ? "/var/lib/breakwater" : preset).toAbsolutePath();
    }

    /** The control socket of the server that runs there. */
    public ControlClient control() {
        return new ControlClient(socket(directory()));
    }

    /** Where a server with that home listens for commands. */
    public static Path socket(Path home) {
        return home.resolve("control.sock");
    }
}
