package org.breakwater.daemon.cli;

import java.io.IOException;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lifecycle.StartFailedException;
import picocli.CommandLine;

/** How a command of a daemon fails: a sentence, what to do about it, and an exit code. */
public final class Failures {

    private static final int FAILED = 1;
    private static final int NO_SERVER = 3;

    private Failures() {}

    /** Failures of this command and of those below it are told so from now on. */
    public static CommandLine toldBy(CommandLine line) {
        String name = line.getCommandName();
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(name + ": " + failure.getMessage());
            if (failure instanceof ControlClient.NoServerException) {
                command.getErr().println("Start one with: " + name + " run");
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
