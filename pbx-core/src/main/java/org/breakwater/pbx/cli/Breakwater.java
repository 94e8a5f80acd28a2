package org.breakwater.pbx.cli;

import org.breakwater.daemon.cli.CallsCommand;
import org.breakwater.daemon.cli.CheckCommand;
import org.breakwater.daemon.cli.Failures;
import org.breakwater.daemon.cli.RegistrationsCommand;
import org.breakwater.daemon.cli.ReloadCommand;
import org.breakwater.daemon.cli.StatusCommand;
import org.breakwater.daemon.cli.TraceCommand;
import org.breakwater.pbx.phone.PhoneCommand;
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
            PresenceCommand.class,
            CalendarCommand.class,
            SwitchCommand.class,
            FeatureCommand.class,
            ListCommand.class,
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

    private Breakwater() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for main and tests. */
    public static CommandLine commandLine() {
        return Failures.toldBy(new CommandLine(new Breakwater()));
    }
}
