package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater feature}: do-not-disturb and forwarding of users, as their phones set them. */
@Command(
        name = "feature",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows and sets do-not-disturb and forwarding of users; their phones are told.")
final class FeatureCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what a user has set.")
    int show(@Mixin ListingOptions listing, @Parameters(paramLabel = "USER") String user)
            throws IOException, ControlException {
        return listing.show("feature-show", Map.of("user", user), FeatureCommand::print);
    }

    private static int print(JsonNode user, PrintWriter out) {
        Table table = new Table("FEATURE", "VALUE");
        user.properties().forEach(field -> {
            if (!field.getKey().equals("user")) {
                table.row(field.getKey(), field.getValue().asText("off"));
            }
        });
        table.print(out);
        return 0;
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets one: dnd on, cfa 1002, cfb off, cfna on, rings 4.",
                "cfa forwards all calls, cfb those to a busy user, cfna those nobody takes for so many rings."
            })
    int set(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "USER") String user,
            @Parameters(index = "1", paramLabel = "FEATURE", description = "dnd, cfa, cfb, cfna or rings.")
                    String feature,
            @Parameters(index = "2", paramLabel = "VALUE", description = "on, off, a number or a SIP URI.")
                    String value)
            throws IOException, ControlException {
        JsonNode answer = home.control().call("feature-set", Map.of("user", user, "feature", feature, "value", value));
        spec.commandLine().getOut().println(answer.path("message").asText());
        return 0;
    }
}
