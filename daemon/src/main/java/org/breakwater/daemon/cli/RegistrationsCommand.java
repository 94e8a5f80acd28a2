package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code breakwater registrations}: who is registered, where, and for how long. */
@Command(
        name = "registrations",
        mixinStandardHelpOptions = true,
        description = "Shows who is registered, from where, over what, and for how long.")
public final class RegistrationsCommand implements Callable<Integer> {

    @Mixin
    private ListingOptions listing;

    @Override
    public Integer call() throws Exception {
        return listing.show("registrations", Map.of(), RegistrationsCommand::print);
    }

    private static int print(JsonNode registrations, PrintWriter out) {
        Table table = new Table("USER", "CONTACT", "OVER", "EXPIRES IN", "PHONE");
        for (JsonNode r : registrations) {
            table.row(
                    r.path("aor").asText(),
                    r.path("contact").asText(),
                    r.path("socket").asText("-"),
                    r.path("expires_in_seconds").asText() + " s",
                    r.path("user_agent").asText());
        }
        table.print(out);
        out.println(registrations.size() == 1 ? "1 registration" : registrations.size() + " registrations");
        return 0;
    }
}
