package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code breakwater calls}: who is calling whom. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        description = "Shows the calls that are up: who calls whom, in what state, since when.")
public final class CallsCommand implements Callable<Integer> {

    @Mixin
    private ListingOptions listing;

    @Override
    public Integer call() throws Exception {
        return listing.show("calls", Map.of(), CallsCommand::print);
    }

    private static int print(JsonNode calls, PrintWriter out) {
        Table table = new Table("FROM", "TO", "STATE", "FOR", "CALL-ID");
        for (JsonNode c : calls) {
            table.row(
                    c.path("from").asText(),
                    c.path("to").asText(),
                    c.path("state").asText(),
                    c.path("seconds").asText() + " s",
                    c.path("call_id").asText());
        }
        table.print(out);
        out.println(calls.size() == 1 ? "1 call" : calls.size() + " calls");
        return 0;
    }
}
