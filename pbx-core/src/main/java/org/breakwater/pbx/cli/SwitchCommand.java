package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater switch}: pseudo-extensions with a lamp that a key turns over. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Adds, lists, sets and removes switches: pseudo-extensions with a lamp that a phone's key turns over.")
final class SwitchCommand {

    @Spec
    private CommandSpec spec;

    /** Whose do-not-disturb a switch is. */
    static final class DoNotDisturb {
        @Option(names = "--dnd", paramLabel = "USER", description = "It is this user's do-not-disturb.")
        private String user;

        @Option(
                names = "--dnd-each",
                description = {
                    "It is everybody's do-not-disturb: dialled alone the caller's own,",
                    "followed by a user the lamp of that user's."
                })
        private boolean each;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a switch, which is off.")
    int add(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "SWITCH", description = "As phones dial it and subscribe to it: day, *21.")
                    String name,
            @Option(names = "--label", paramLabel = "TEXT", description = "Shown to people.") String label,
            @ArgGroup(exclusive = true) DoNotDisturb dnd)
            throws IOException, ControlException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("switch", name);
        arguments.put("label", label == null ? "" : label);
        if (dnd != null) {
            arguments.put("dnd_of", dnd.each ? "*" : dnd.user);
        }
        return say(home, "switch-add", arguments);
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a switch.")
    int remove(@Mixin HomeOption home, @Parameters(paramLabel = "SWITCH") String name)
            throws IOException, ControlException {
        return say(home, "switch-remove", Map.of("switch", name));
    }

    @Command(name = "set", mixinStandardHelpOptions = true, description = "Turns a switch on or off.")
    int set(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SWITCH") String name,
            @Parameters(index = "1", paramLabel = "on|off") String state)
            throws IOException, ControlException {
        return say(home, "switch-set", Map.of("switch", name, "state", state));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists switches and their state.")
    int list(@Mixin ListingOptions listing) throws IOException, ControlException {
        return listing.show("switch-list", Map.of(), SwitchCommand::print);
    }

    private static int print(JsonNode switches, PrintWriter out) {
        Table table = new Table("SWITCH", "STATE", "SINCE", "LABEL", "DO NOT DISTURB OF");
        for (JsonNode s : switches) {
            String of = s.path("dnd_of").asText("");
            table.row(
                    s.path("switch").asText(),
                    s.path("state").asText(""),
                    s.path("since").asText(""),
                    s.path("label").asText(),
                    of.equals("*") ? "everybody" : of);
        }
        table.print(out);
        return 0;
    }

    private int say(HomeOption home, String command, Map<String, Object> arguments)
            throws IOException, ControlException {
        spec.commandLine()
                .getOut()
                .println(home.control().call(command, arguments).path("message").asText());
        return 0;
    }
}
