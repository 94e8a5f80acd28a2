package org.breakwater.lifeguard.cli;

import java.io.IOException;
import org.breakwater.daemon.cli.CallsCommand;
import org.breakwater.daemon.cli.CheckCommand;
import org.breakwater.daemon.cli.RegistrationsCommand;
import org.breakwater.daemon.cli.ReloadCommand;
import org.breakwater.daemon.cli.StatusCommand;
import org.breakwater.daemon.cli.TraceCommand;
import org.breakwater.lifeguard.module.LifeguardModule;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lifecycle.StartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code breakwater-lifeguard} command. */
@Command(
        name = "breakwater-lifeguard",
        description = "The server of a branch office: phones go on calling when the main servers cannot be reached.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "breakwater-lifeguard 0.1.0",
        subcommands = {
            RunCommand.class,
            RegistrationsCommand.class,
            CallsCommand.class,
            TraceCommand.class,
            StatusCommand.class,
            ReloadCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage, 3 no server is running in that home.",
            "Each command explains itself: breakwater-lifeguard COMMAND --help"
        })
public final class BreakwaterLifeguard {

    private static final int FAILED = 1;
    private static final int NO_SERVER = 3;

    private BreakwaterLifeguard() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for main and tests. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BreakwaterLifeguard());
        line.addSubcommand(
                new CheckCommand((catalogue, tm) -> catalogue.add("lifeguard", () -> LifeguardModule.forCheck(tm))));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("breakwater-lifeguard: " + failure.getMessage());
            if (failure instanceof ControlClient.NoServerException) {
                command.getErr().println("Start one with: breakwater-lifeguard run");
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
                || failure instanceof ConfigException
                || failure instanceof StartFailedException
                || failure instanceof DatabaseException;
    }
}
