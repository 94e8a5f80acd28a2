package org.breakwater.lifeguard.cli;

import org.breakwater.daemon.cli.CallsCommand;
import org.breakwater.daemon.cli.CheckCommand;
import org.breakwater.daemon.cli.Failures;
import org.breakwater.daemon.cli.RegistrationsCommand;
import org.breakwater.daemon.cli.ReloadCommand;
import org.breakwater.daemon.cli.StatusCommand;
import org.breakwater.daemon.cli.TraceCommand;
import org.breakwater.lifeguard.module.LifeguardModule;
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
        return Failures.toldBy(line);
    }
}
