package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater trace}: the messages of a call as a ladder. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Draws the SIP messages of a call as a ladder, from the server's memory.",
        footer = {"", "Without CALL-ID it lists the newest calls the memory still holds."})
public final class TraceCommand implements Callable<Integer> {

    @Mixin
    private ListingOptions listing;

    @Parameters(arity = "0..1", paramLabel = "CALL-ID", description = "The call, as `breakwater calls` shows it.")
    private String callId;

    @Option(names = "--full", description = "Print each message whole below the ladder.")
    private boolean full;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return callId == null
                ? listing.show("trace", Map.of(), TraceCommand::newestCalls)
                : listing.show("trace", Map.of("call_id", callId), this::ladder);
    }

    private static int newestCalls(JsonNode result, PrintWriter out) {
        result.path("calls").forEach(id -> out.println(id.asText()));
        return 0;
    }

    private int ladder(JsonNode result, PrintWriter out) {
        if (result.path("messages").isEmpty()) {
            spec.commandLine().getErr().println("No message of call " + callId + " is kept any more.");
            return 1;
        }
        result.path("ladder").forEach(line -> out.println(line.asText()));
        if (full) {
            result.path("messages")
                    .forEach(m -> out.println("\n" + m.path("text").asText()));
        }
        return 0;
    }
}
