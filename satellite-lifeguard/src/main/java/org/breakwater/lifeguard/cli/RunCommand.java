package org.breakwater.lifeguard.cli;

import java.io.IOException;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.RunningServer;
import org.breakwater.daemon.cli.ForegroundCommand;
import org.breakwater.lifeguard.app.LifeGuard;
import picocli.CommandLine.Command;

/** {@code breakwater-lifeguard run}: a LifeGUARD in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the LifeGUARD of a branch in the foreground until Ctrl-C.",
            "Its home must have a file lifeguard.yaml with \"site:\" and \"mains:\"."
        })
final class RunCommand extends ForegroundCommand {

    @Override
    protected RunningServer start(RunOptions options) throws IOException {
        return LifeGuard.start(options);
    }
}
