package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code breakwater presence}: what watchers see of a user, and who watches. */
@Command(
        name = "presence",
        mixinStandardHelpOptions = true,
        subcommands = PresencePublishCommand.class,
        description = "Shows what watchers see of a user; without a user, who watches whom, on all main servers.")
final class PresenceCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "USER", description = "Name of a user, or a SIP URI.")
    private String user;

    @Option(names = "--why", description = "Say which publication decided, and why the others did not.")
    private boolean why;

    @Mixin
    private ListingOptions listing;

    @Override
    public Integer call() throws Exception {
        return user == null
                ? listing.show("presence", Map.of(), PresenceCommand::watchers)
                : listing.show("presence", Map.of("user", user), this::person);
    }

    private int person(JsonNode person, PrintWriter out) {
        if (why) {
            person.path("why").forEach(line -> out.println(line.asText()));
        } else {
            out.println(
                    person.path("user").asText() + ": " + person.path("words").asText());
        }
        out.println("lamp: " + person.path("lamp").asText());
        JsonNode watchers = person.path("watchers");
        return watchers.isEmpty() ? nobody(out) : watchers(watchers, out);
    }

    private static int nobody(PrintWriter out) {
        out.println("nobody watches");
        out.flush();
        return 0;
    }

    private static int watchers(JsonNode watchers, PrintWriter out) {
        Table table = new Table("WATCHED", "EVENT", "BY", "CONTACT", "SERVER", "EXPIRES IN");
        for (JsonNode w : watchers) {
            table.row(
                    w.path("watched").asText(),
                    w.path("event").asText(),
                    w.path("by").asText(),
                    w.path("contact").asText(),
                    w.path("server").asText(),
                    w.path("expires_in_seconds").asText() + " s");
        }
        table.print(out);
        out.println(watchers.size() == 1 ? "1 subscription" : watchers.size() + " subscriptions");
        out.flush();
        return 0;
    }
}
