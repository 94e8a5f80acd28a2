package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
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

/** {@code breakwater site}: what belongs to which branch. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SiteNumberCommand.class,
        description = {
            "Says which users, numbers and settings belong to a branch with a LifeGUARD, and shows them.",
            "A site is there as soon as something belongs to it; its LifeGUARD learns of changes within seconds."
        })
final class SiteCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists sites and when each last asked.")
    int list(@Mixin ListingOptions listing) throws IOException, ControlException {
        return listing.show("site-list", Map.of(), SiteCommand::printAll);
    }

    private static int printAll(JsonNode sites, PrintWriter out) {
        Table table = new Table("SITE", "USERS", "NUMBERS", "SETTINGS", "LIFEGUARD ASKED", "VERDICT");
        for (JsonNode s : sites) {
            table.row(
                    s.path("site").asText(),
                    s.path("users").asText(),
                    s.path("numbers").asText(),
                    s.path("settings").asText(),
                    asked(s.path("lifeguard")),
                    s.path("lifeguard").path("verdict").asText("-"));
        }
        table.print(out);
        out.println(sites.size() == 1 ? "1 site" : sites.size() + " sites");
        return 0;
    }

    private static String asked(JsonNode lifeguard) {
        return lifeguard.isObject() ? lifeguard.path("asked_seconds_ago").asText() + " s ago" : "-";
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what belongs to a site and what its LifeGUARD last said: when it asked, what it holds to be true",
                "of the main servers, and how many registrations of its phones they know through it."
            })
    int show(@Mixin ListingOptions listing, @Parameters(paramLabel = "SITE") String site)
            throws IOException, ControlException {
        return listing.show("site-show", Map.of("site", site), SiteCommand::print);
    }

    private static int print(JsonNode site, PrintWriter out) {
        row(out, "site", site.path("site").asText());
        List<String> users = new ArrayList<>();
        site.path("users").forEach(u -> users.add(u.asText()));
        row(out, "users", users.isEmpty() ? "none" : String.join(" ", users));
        site.path("numbers").properties().forEach(e -> row(out, "number", e.getKey() + "  outside: " + text(e)));
        site.path("settings").properties().forEach(e -> row(out, e.getKey(), text(e)));
        JsonNode said = site.path("lifeguard");
        if (!said.isObject()) {
            row(out, "lifeguard", "no main server has heard of it");
            return 0;
        }
        row(
                out,
                "lifeguard asked",
                asked(said) + " at " + said.path("asked_server").asText());
        row(out, "its verdict", said.path("verdict").asText("it did not say"));
        row(out, "registrations told", said.path("registrations_told").asText());
        return 0;
    }

    private static String text(Map.Entry<String, JsonNode> entry) {
        return entry.getValue().asText();
    }

    private static void row(PrintWriter out, String label, String text) {
        out.printf("%-22s %s%n", label.replace('_', ' '), text);
    }

    @Command(
            name = "assign",
            mixinStandardHelpOptions = true,
            description = "Makes users those of a site, whichever site they were of; all of them or none.")
    int assign(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SITE", description = "Lower-case letters, digits and hyphens.")
                    String site,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "USER", description = "USER or USER@DOMAIN.")
                    List<String> users,
            @Option(names = "--domain", paramLabel = "DOMAIN", description = "Default: the server's own.")
                    String domain)
            throws IOException, ControlException {
        Map<String, Object> arguments = users(users, domain);
        arguments.put("site", site);
        return say(home.control().call("site-assign", arguments));
    }

    @Command(
            name = "unassign",
            mixinStandardHelpOptions = true,
            description = "Makes users those of no site; all of them or none.")
    int unassign(
            @Mixin HomeOption home,
            @Parameters(arity = "1..*", paramLabel = "USER", description = "USER or USER@DOMAIN.") List<String> users,
            @Option(names = "--domain", paramLabel = "DOMAIN", description = "Default: the server's own.")
                    String domain)
            throws IOException, ControlException {
        return say(home.control().call("site-unassign", users(users, domain)));
    }

    private static Map<String, Object> users(List<String> users, String domain) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("users", users);
        if (domain != null) {
            arguments.put("domain", domain);
        }
        return arguments;
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Gives a setting of a site a value:",
                "  operator        users who are rung together for unknown numbers: breakwater site set paris operator"
                        + " \"1001 1002\"",
                "  trunk           the branch's line: sip:10.1.0.9;transport=tcp, with an address in numbers",
                "  emergency       numbers that always take the trunk, without a password: \"112 110\"",
                "  outside_prefix  what is dialled before an outside number; it is taken off",
                "  features        feature codes besides those that begin with * or #"
            })
    int set(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SITE") String site,
            @Parameters(index = "1", paramLabel = "NAME") String name,
            @Parameters(
                            index = "2..*",
                            paramLabel = "VALUE",
                            arity = "1..*",
                            description = "Parts of a list may be several words.")
                    List<String> value)
            throws IOException, ControlException {
        String text = String.join(" ", value);
        return say(home.control().call("site-set", Map.of("site", site, "name", name, "value", text)));
    }

    @Command(
            name = "unset",
            mixinStandardHelpOptions = true,
            description = "Takes a setting of a site away; what its LifeGUARD's own file says counts then.")
    int unset(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SITE") String site,
            @Parameters(index = "1", paramLabel = "NAME") String name)
            throws IOException, ControlException {
        return say(home.control().call("site-unset", Map.of("site", site, "name", name)));
    }

    private int say(JsonNode result) {
        spec.commandLine().getOut().println(result.path("message").asText());
        return 0;
    }
}
