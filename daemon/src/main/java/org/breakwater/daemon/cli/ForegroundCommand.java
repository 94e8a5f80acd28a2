package org.breakwater.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.RunningServer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The frame of {@code run}: a daemon in the foreground until it is told to stop. */
public abstract class ForegroundCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(
            names = {"--config", "-f"},
            paramLabel = "FILE.cfg",
            description = "Routing script in the Kamailio language; default: the one breakwater brings.")
    private Path config;

    @Option(
            names = {"--listen", "-l"},
            paramLabel = "PROTO:ADDR:PORT",
            description = "Socket, as tcp:127.0.0.1:5060 or tls:[::1]:5061; repeatable; replaces those of the script.")
    private List<String> listen = new ArrayList<>();

    @Option(names = "--exit-when-started", hidden = true, description = "Stops again at once; for the build.")
    private boolean exitWhenStarted;

    @Mixin
    private ScriptOptions script;

    @Spec
    private CommandSpec spec;

    /**
     * Starts the daemon; returns when phones can register.
     *
     * @throws IOException with a message for the user
     */
    protected abstract RunningServer start(RunOptions options) throws IOException;

    @Override
    public final Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RunningServer server = start(new RunOptions(home.directory(), config, listen, script.options()));
        if (exitWhenStarted) {
            server.stop();
            return 0;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(server.shutdownThread(stopped::countDown));
        server.welcome().forEach(out::println);
        out.flush();
        stopped.await();
        return 0;
    }
}
