package org.breakwater.pbx.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.breakwater.daemon.cli.HomeOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater presence publish}: says what somebody is doing who has no device that could. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publishes a user's state, in the merge rule from source rpc; the next one replaces it.")
final class PresencePublishCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Parameters(index = "0", paramLabel = "USER", description = "Name of a user, or a SIP URI.")
    private String user;

    @Parameters(
            index = "1",
            paramLabel = "STATE",
            description = "open, closed, an activity of RFC 4480 (away, meeting, …), or clear to take it back.")
    private String state;

    @Option(names = "--note", paramLabel = "TEXT", description = "Shown to people.")
    private String note;

    @Option(names = "--seconds", paramLabel = "N", description = "How long it lasts; an hour if not said.")
    private Integer seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("user", user);
        arguments.put("state", state);
        if (note != null) {
            arguments.put("note", note);
        }
        if (seconds != null) {
            arguments.put("seconds", seconds);
        }
        spec.commandLine()
                .getOut()
                .println(home.control()
                        .call("presence-publish", arguments)
                        .path("message")
                        .asText());
        return 0;
    }
}
