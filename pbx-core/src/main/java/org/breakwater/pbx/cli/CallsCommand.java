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

/** {@code breakwater calls}: who is calling whom. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        description = "Shows the calls that are up: who calls whom, in what state, since when.")
final class CallsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--json", description = "Print JSON, one array of objects.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode result = home.control().call("calls", Map.of());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toPrettyString());
            return 0;
        }
        Table table = new Table("FROM", "TO", "STATE", "FOR", "CALL-ID");
        for (JsonNode c : result) {
            table.row(
                    c.path("from").asText(),
                    c.path("to").asText(),
                    c.path("state").asText(),
                    c.path("seconds").asText() + " s",
                    c.path("call_id").asText());
        }
        table.print(out);
        out.println(result.size() == 1 ? "1 call" : result.size() + " calls");
        return 0;
    }
}
