package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.ScriptCheck;
import org.breakwater.daemon.base.ScriptRefusedException;
import org.breakwater.pbx.app.ScriptServers;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;

/** The product's own check and server; databases are opened once for all cases. */
public final class MainServerInProcess implements InProcessServer {

    private ScriptServers servers;

    @Override
    public List<String> check(Path config, List<String> defines) {
        List<Diagnostic> findings = new ArrayList<>();
        boolean ok = ScriptCheck.check(config, options(defines), false, findings);
        List<String> errors = findings.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .toList();
        if (ok != errors.isEmpty()) {
            return List.of(config + ": check says " + ok + " but lists " + errors);
        }
        return errors;
    }

    @Override
    public AutoCloseable start(Launch launch) throws StartRefusedException, IOException {
        String socket = "udp:" + launch.listen().getAddress().getHostAddress() + ":"
                + launch.listen().getPort();
        RunOptions run = new RunOptions(home(), launch.config(), List.of(socket), options(launch.defines()));
        try {
            return servers().start(run, highest -> new Sink(highest, launch.logSink()));
        } catch (ScriptRefusedException e) {
            throw new StartRefusedException(e.getMessage());
        }
    }

    private static ParseOptions options(List<String> defines) {
        return new ParseOptions(defines, List.of(), System::getenv);
    }

    private static Path home() {
        return Path.of("target/parity-home").toAbsolutePath();
    }

    private synchronized ScriptServers servers() throws IOException {
        if (servers == null) {
            Files.createDirectories(home());
            ScriptServers opened = ScriptServers.open(home());
            Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
            servers = opened;
        }
        return servers;
    }

    /** Hands on what the script's {@code debug} lets through. */
    private record Sink(int highest, Consumer<String> lines) implements ScriptLog {

        @Override
        public boolean isEnabled(int level) {
            return level <= highest;
        }

        @Override
        public void log(int level, String text) {
            if (level <= highest) {
                lines.accept(text);
            }
        }
    }
}
