package org.breakwater.lifeguard.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.daemon.cli.ScriptOptions;
import org.breakwater.lifeguard.app.LifeGuard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater-lifeguard run}: a LifeGUARD in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the LifeGUARD of a branch in the foreground until Ctrl-C.",
            "Its home must have a file lifeguard.yaml with \"site:\" and \"mains:\"."
        })
final class RunCommand implements Callable<Integer> {

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

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        LifeGuard server = LifeGuard.start(new RunOptions(home.directory(), config, listen, script.options()));
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
