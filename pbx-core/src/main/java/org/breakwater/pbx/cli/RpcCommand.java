package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.breakwater.daemon.cli.HomeOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater rpc}: Kamailio's RPC commands, as {@code kamcmd} gives them. */
@Command(
        name = "rpc",
        mixinStandardHelpOptions = true,
        description = "Calls a command of the loaded modules, as kamcmd does: breakwater rpc ul.dump")
final class RpcCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "Name; without it all are listed.")
    private String command;

    @Parameters(index = "1..*", paramLabel = "PARAMETER", description = "i:5 is a number, s:5 a string.")
    private List<String> parameters = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JsonNode result = home.control()
                .call("rpc", command == null ? Map.of() : Map.of("name", command, "parameters", parameters));
        spec.commandLine().getOut().println(result.toPrettyString());
        return 0;
    }
}
