package org.breakwater.daemon.base;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.script.syntax.ParseOptions;

/**
 * What the command line says about a server to run.
 *
 * @param home its directory, made if missing
 * @param script routing script, or null for the configured or the shipped one
 * @param listen sockets that replace those of script and configuration; empty to keep them
 * @param parse defines for the script
 */
public record RunOptions(Path home, Path script, List<String> listen, ParseOptions parse) {

    /** Copies the list. */
    public RunOptions {
        listen = List.copyOf(listen);
    }

    /** Where the control socket is. */
    public Path controlSocket() {
        return home.resolve("control.sock");
    }

    /** The routing script the product brings, in the directory the launcher names. */
    public static Path shippedScript() {
        return Path.of(System.getProperty("breakwater.share", "/usr/share/breakwater"), "main.cfg");
    }
}
