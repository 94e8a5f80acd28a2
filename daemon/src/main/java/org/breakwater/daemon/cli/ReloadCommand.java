package org.breakwater.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code breakwater reload}: take up a changed script, directory and certificates. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the routing script, then takes it up together with the directory and TLS certificates.",
            "Calls and registrations stay. A script with errors changes nothing."
        })
public final class ReloadCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode result = home.control().call("reload", Map.of());
        result.path("done").forEach(line -> spec.commandLine().getOut().println(line.asText()));
        return 0;
    }
}
