package org.breakwater.pbx.cli;

import java.io.IOException;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.RunningServer;
import org.breakwater.daemon.cli.ForegroundCommand;
import org.breakwater.pbx.app.MainServer;
import picocli.CommandLine.Command;

/** {@code breakwater run}: a main server in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a main server in the foreground until Ctrl-C.",
            "In a new home it makes an embedded database and a few demo users and says how to make a first call."
        })
final class RunCommand extends ForegroundCommand {

    @Override
    protected RunningServer start(RunOptions options) throws IOException {
        return MainServer.start(options);
    }
}
