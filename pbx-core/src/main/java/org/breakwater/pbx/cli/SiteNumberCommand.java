package org.breakwater.pbx.cli;

import java.io.IOException;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater site number}: how other sites reach a site's numbers when they are alone. */
@Command(
        name = "number",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Says which numbers of a site the public network knows, for other sites that are alone.")
final class SiteNumberCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a number.")
    int add(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SITE") String site,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "As colleagues dial it.") String number,
            @Parameters(index = "2", paramLabel = "DID", description = "As the public network knows it: +33140000002.")
                    String did)
            throws IOException, ControlException {
        return say(home, "site-number-add", Map.of("site", site, "number", number, "did", did));
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a number.")
    int remove(@Mixin HomeOption home, @Parameters(paramLabel = "NUMBER") String number)
            throws IOException, ControlException {
        return say(home, "site-number-remove", Map.of("number", number));
    }

    private int say(HomeOption home, String command, Map<String, Object> arguments)
            throws IOException, ControlException {
        spec.commandLine()
                .getOut()
                .println(home.control().call(command, arguments).path("message").asText());
        return 0;
    }
}
