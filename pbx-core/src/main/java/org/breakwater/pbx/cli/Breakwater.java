package org.breakwater.pbx.cli;

import java.io.IOException;
import org.breakwater.daemon.cli.CallsCommand;
import org.breakwater.daemon.cli.CheckCommand;
import org.breakwater.daemon.cli.RegistrationsCommand;
import org.breakwater.daemon.cli.ReloadCommand;
import org.breakwater.daemon.cli.StatusCommand;
import org.breakwater.daemon.cli.TraceCommand;
import org.breakwater.pbx.phone.PhoneCommand;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lifecycle.StartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code breakwater} command. */
@Command(
        name = "breakwater",
        description = "An IP-PBX for companies with branch offices.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "breakwater 0.1.0",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            UserCommand.class,
            SiteCommand.class,
            RegistrationsCommand.class,
            CallsCommand.class,
            TraceCommand.class,
            StatusCommand.class,
            ReloadCommand.class,
            RpcCommand.class,
            PhoneCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage, 3 no server is running in that home.",
            "Each command explains itself: breakwater COMMAND --help"
        })
public final class Breakwater {

    private static final int FAILED = 1;
    private static final int NO_SERVER = 3;

    private Breakwater() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for main and tests. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Breakwater());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("breakwater: " + failure.getMessage());
            if (failure instanceof ControlClient.NoServerException) {
                command.getErr().println("Start one with: breakwater run");
                return NO_SERVER;
            }
            if (!isForTheUser(failure)) {
                command.getErr()
                        .println("This is a fault of breakwater itself ("
                                + failure.getClass().getSimpleName() + "); please report it with what you typed.");
            }
            return FAILED;
        });
        return line;
    }

    /** Failures whose message says what the user can do about them. */
    private static boolean isForTheUser(Exception failure) {
        return failure instanceof ControlException
                || failure instanceof IOException
                || failure instanceof StartFailedException
                || failure instanceof DatabaseException;
    }
}
