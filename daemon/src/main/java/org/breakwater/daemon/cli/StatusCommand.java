package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code breakwater status}: is the server well, and how busy is it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether the server is well: sockets, database, registrations, calls, load, bans.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private ListingOptions listing;

    @Override
    public Integer call() throws Exception {
        return listing.show("status", Map.of(), StatusCommand::print);
    }

    private static int print(JsonNode status, PrintWriter out) {
        status.properties().forEach(e -> print(out, e.getKey(), e.getValue()));
        return 0;
    }

    private static void print(PrintWriter out, String key, JsonNode value) {
        String label = key.replace('_', ' ');
        if (value.isArray()) {
            for (JsonNode item : value) {
                out.printf("%-22s %s%n", label, item.isValueNode() ? item.asText() : item.toString());
                label = "";
            }
        } else if (value.isObject()) {
            value.properties().forEach(e -> print(out, key + " " + e.getKey(), e.getValue()));
        } else {
            out.printf("%-22s %s%n", label, value.isValueNode() ? value.asText() : value.toString());
        }
    }
}
