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

/** {@code breakwater registrations}: who is registered, where, and for how long. */
@Command(
        name = "registrations",
        mixinStandardHelpOptions = true,
        description = "Shows who is registered, from where, over what, and for how long.")
final class RegistrationsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "--json", description = "Print JSON, one array of objects.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode result = home.control().call("registrations", Map.of());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result.toPrettyString());
            return 0;
        }
        Table table = new Table("USER", "CONTACT", "OVER", "EXPIRES IN", "PHONE");
        for (JsonNode r : result) {
            table.row(
                    r.path("aor").asText(),
                    r.path("contact").asText(),
                    r.path("socket").asText("-"),
                    r.path("expires_in_seconds").asText() + " s",
                    r.path("user_agent").asText());
        }
        table.print(out);
        out.println(result.size() == 1 ? "1 registration" : result.size() + " registrations");
        return 0;
    }
}
