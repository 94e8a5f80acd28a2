package org.breakwater.pbx.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.daemon.cli.ScriptOptions;
import org.breakwater.pbx.app.MainServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater run}: a main server in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a main server in the foreground until Ctrl-C.",
            "In a new home it makes an embedded database and a few demo users and says how to make a first call."
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
        MainServer server = MainServer.start(new RunOptions(home.directory(), config, listen, script.options()));
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
