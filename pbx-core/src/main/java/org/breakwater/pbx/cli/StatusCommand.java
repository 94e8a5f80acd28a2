package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code breakwater status}: is the server well, and how busy is it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether the server is well: sockets, database, registrations, calls, load, bans.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode result = home.control().call("status", Map.of());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toPrettyString());
            return 0;
        }
        result.properties().forEach(e -> print(out, e.getKey(), e.getValue()));
        return 0;
    }

    private static void print(PrintWriter out, String key, JsonNode value) {
        String label = key.replace('_', ' ');
        if (value.isArray()) {
            for (JsonNode item : value) {
                out.printf("%-22s %s%n", label, item.isValueNode() ? item.asText() : item.toString());
                label = "";
            }
        } else {
            out.printf("%-22s %s%n", label, value.isValueNode() ? value.asText() : value.toString());
        }
    }
}
