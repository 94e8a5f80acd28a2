package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The frame of commands that ask a running server something and show the answer to people, or as JSON. */
public final class ListingOptions {

    @Mixin
    private HomeOption home;

    @Option(names = "--json", description = "Print the server's answer as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Asks the server and prints.
     *
     * @param forPeople prints the answer when JSON is not wanted
     * @return the exit code
     */
    public int show(String command, Map<String, Object> arguments, View forPeople)
            throws IOException, ControlException {
        JsonNode result = home.control().call(command, arguments);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toPrettyString());
            return 0;
        }
        return forPeople.print(result, out);
    }

    /** Shows an answer to people. */
    @FunctionalInterface
    public interface View {
        /** Prints it and returns the exit code. */
        int print(JsonNode result, PrintWriter out);
    }
}
