package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code breakwater list}: lists of lamps that a phone subscribes to at once. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Makes lists of users whose lamps or presence a phone watches with one subscription, and shows them.",
            "The phone is set to subscribe to the list's name, as to a user's; it is told of changes at once."
        })
final class ListCommand {

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Puts users into a list; a new list comes into being.")
    int add(
            @Mixin ListingOptions listing,
            @Parameters(index = "0", paramLabel = "LIST", description = "Its name: what the phone subscribes to.")
                    String list,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "USER", description = "USER or USER@DOMAIN.")
                    List<String> users)
            throws IOException, ControlException {
        return listing.show("list-add", Map.of("list", list, "members", users), ListCommand::message);
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes users out of a list; without users, removes the list.")
    int remove(
            @Mixin ListingOptions listing,
            @Parameters(index = "0", paramLabel = "LIST") String list,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "USER", description = "USER or USER@DOMAIN.")
                    List<String> users)
            throws IOException, ControlException {
        List<String> members = users == null ? List.of() : users;
        return listing.show("list-remove", Map.of("list", list, "members", members), ListCommand::message);
    }

    private static int message(JsonNode result, PrintWriter out) {
        out.println(result.path("message").asText());
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows lists and who is in them, also those users keep by XCAP.")
    int show(
            @Mixin ListingOptions listing,
            @Parameters(arity = "0..1", paramLabel = "LIST", description = "All without.") String list)
            throws IOException, ControlException {
        return listing.show("list-show", list == null ? Map.of() : Map.of("list", list), ListCommand::print);
    }

    private static int print(JsonNode lists, PrintWriter out) {
        Table table = new Table("LIST", "EVENTS", "MEMBERS");
        for (JsonNode list : lists) {
            table.row(
                    list.path("list").asText(), words(list.path("events"), "all"), words(list.path("members"), "none"));
        }
        table.print(out);
        out.println(lists.size() == 1 ? "1 list" : lists.size() + " lists");
        return 0;
    }

    private static String words(JsonNode texts, String without) {
        List<String> words = new ArrayList<>();
        texts.forEach(text -> words.add(text.asText()));
        return words.isEmpty() ? without : String.join(" ", words);
    }
}
