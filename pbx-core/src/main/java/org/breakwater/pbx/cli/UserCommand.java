package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater user}: the people who may register. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Adds, imports, lists and removes users and sets their passwords.")
final class UserCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a user.")
    int add(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "USER", description = "User part of the SIP address, often the extension.")
                    String user,
            @Mixin PasswordOption password,
            @Option(names = "--domain", paramLabel = "DOMAIN", description = "Default: the server's own.")
                    String domain,
            @Option(names = "--name", paramLabel = "NAME", description = "Name shown to people.") String name,
            @Option(names = "--number", paramLabel = "N", description = "Further number (DID); repeatable.")
                    List<String> numbers,
            @Option(names = "--site", paramLabel = "SITE", description = "Branch the user's phones are in.")
                    String site)
            throws IOException, ControlException {
        Map<String, Object> arguments = arguments(user, domain);
        arguments.put("password", password.read(spec));
        arguments.put("display_name", name == null ? "" : name);
        arguments.put("numbers", numbers == null ? List.of() : numbers);
        if (site != null) {
            arguments.put("site", site);
        }
        return say(home.control().call("user-add", arguments));
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a user and its numbers.")
    int remove(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--domain", paramLabel = "DOMAIN") String domain)
            throws IOException, ControlException {
        return say(home.control().call("user-remove", arguments(user, domain)));
    }

    @Command(name = "passwd", mixinStandardHelpOptions = true, description = "Sets a user's password.")
    int passwd(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "USER") String user,
            @Mixin PasswordOption password,
            @Option(names = "--domain", paramLabel = "DOMAIN") String domain)
            throws IOException, ControlException {
        Map<String, Object> arguments = arguments(user, domain);
        arguments.put("password", password.read(spec));
        return say(home.control().call("user-passwd", arguments));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists users.")
    int list(@Mixin ListingOptions listing) throws IOException, ControlException {
        return listing.show("user-list", Map.of(), UserCommand::print);
    }

    private static int print(JsonNode users, PrintWriter out) {
        Table table = new Table("USER", "DOMAIN", "NAME", "NUMBERS");
        for (JsonNode u : users) {
            StringBuilder numbers = new StringBuilder();
            u.path("numbers")
                    .forEach(n ->
                            numbers.append(numbers.length() == 0 ? "" : " ").append(n.asText()));
            table.row(
                    u.path("user").asText(),
                    u.path("domain").asText(),
                    u.path("display_name").asText(),
                    numbers.toString());
        }
        table.print(out);
        return 0;
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Adds users from a file with lines of USER,DOMAIN,PASSWORD[,SITE]; all of them or none.",
                "A password with a comma in it stands between double quotes."
            })
    int importFile(@Mixin HomeOption home, @Parameters(paramLabel = "FILE") Path file)
            throws IOException, ControlException {
        return say(home.control().call("user-import", Map.of("users", UserFile.read(file))));
    }

    private int say(JsonNode result) {
        spec.commandLine().getOut().println(result.path("message").asText());
        return 0;
    }

    private static Map<String, Object> arguments(String user, String domain) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("user", user);
        if (domain != null) {
            arguments.put("domain", domain);
        }
        return arguments;
    }

    /** Where a password comes from; without an option it is asked for. */
    static final class PasswordOption {
        @Option(
                names = "--password",
                paramLabel = "PASSWORD",
                description = "The password; other users of this machine can see it while the command runs.")
        private String password;

        @Option(names = "--password-file", paramLabel = "FILE", description = "File whose first line is the password.")
        private Path file;

        String read(CommandSpec spec) throws IOException, ControlException {
            if (password != null) {
                return password;
            }
            if (file != null) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                return lines.isEmpty() ? "" : lines.get(0);
            }
            char[] typed = System.console() == null ? null : System.console().readPassword("Password: ");
            if (typed == null) {
                throw new ControlException("give the password with --password or --password-file");
            }
            return new String(typed);
        }
    }
}
