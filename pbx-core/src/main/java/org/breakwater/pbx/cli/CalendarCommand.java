package org.breakwater.pbx.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.daemon.cli.ListingOptions;
import org.breakwater.daemon.cli.Table;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code breakwater calendar}: calendars that say what users do. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Says which calendars tell that a user is in a meeting, busy or out of office.",
            "",
            "One of the main servers asks them every few minutes. Watchers see what they say, and scripts may route by it:"
                    + " $presence(USER=>activity). With the presence parameter merge_primary_source \"calendar\" it wins over"
                    + " what phones publish; a call always wins over it. A user has up to 8 calendars, told apart by their"
                    + " names.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  breakwater calendar add 1001 --kind caldav --login alice --password-stdin \\",
            "      --url https://cal.example.com/alice/office/ < password",
            "  breakwater calendar test 1001",
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage, 3 no server is running in that home."
        })
final class CalendarCommand {

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a calendar of a user, which is asked at once and every few minutes from then on.",
                "",
                "Address and password are kept encrypted and shown by no command. Over plain http a password is only sent to"
                        + " this machine.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  breakwater calendar add 1001 --kind ics --name club \\",
                "      --url https://calendar.example.com/private-4711/basic.ics",
                "  breakwater calendar add 1001 --kind graph --mailbox alice@example.com \\",
                "      --tenant TENANT-ID --login CLIENT-ID --password-stdin < client-secret"
            })
    int add(
            @Mixin ListingOptions listing,
            @Mixin UserArgument user,
            @Mixin NameOption name,
            @Mixin CalendarOptions calendar)
            throws IOException, ControlException {
        Map<String, Object> arguments = calendar.arguments();
        arguments.putAll(which(user, name));
        return listing.show("calendar-add", arguments, CalendarCommand::say);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists calendars: of one user or of all.",
                "",
                "When each answered last, and what is wrong with it, is known to the main server that asks; another one says"
                        + " which that is.",
                ""
            })
    int list(
            @Mixin ListingOptions listing,
            @Parameters(arity = "0..1", paramLabel = "USER", description = "USER or USER@DOMAIN.") String user)
            throws IOException, ControlException {
        return listing.show("calendar-list", user == null ? Map.of() : Map.of("user", user), CalendarCommand::printAll);
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Asks a calendar now and shows what it says about the next 7 days.",
                "",
                "What of it could not be understood is said, too. Nothing is published of it.",
                ""
            })
    int test(@Mixin ListingOptions listing, @Mixin UserArgument user, @Mixin NameOption name)
            throws IOException, ControlException {
        return listing.show("calendar-test", which(user, name), CalendarCommand::printTest);
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a calendar; what it said counts no more.")
    int remove(@Mixin ListingOptions listing, @Mixin UserArgument user, @Mixin NameOption name)
            throws IOException, ControlException {
        return listing.show("calendar-remove", which(user, name), CalendarCommand::say);
    }

    /** Whose calendar. */
    static final class UserArgument {
        @Parameters(paramLabel = "USER", description = "USER or USER@DOMAIN; without a domain the server's own.")
        private String user;
    }

    /** Which of a user's calendars. */
    static final class NameOption {
        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "Tells it from the user's other calendars: a-z, 0-9 and -. Default: main.")
        private String name;
    }

    private static Map<String, Object> which(UserArgument user, NameOption name) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("user", user.user);
        if (name.name != null) {
            arguments.put("name", name.name);
        }
        return arguments;
    }

    private static int say(JsonNode result, PrintWriter out) {
        out.println(result.path("message").asText());
        return 0;
    }

    private static int printAll(JsonNode calendars, PrintWriter out) {
        Table table = new Table("USER", "NAME", "KIND", "SERVER", "ZONE", "ANSWERED", "PROBLEM");
        boolean askedHere = false;
        for (JsonNode c : calendars) {
            askedHere |= c.has("failures");
            table.row(
                    c.path("user").asText(),
                    c.path("name").asText(),
                    c.path("kind").asText(),
                    c.path("server").asText(),
                    c.path("zone").asText(),
                    c.path("answered_at").asText("-").replaceFirst("\\.\\d+Z", "Z"),
                    c.path("problem").asText("-"));
        }
        table.print(out);
        out.println(calendars.size() == 1 ? "1 calendar" : calendars.size() + " calendars");
        if (!askedHere && !calendars.isEmpty()) {
            out.println(elsewhere(calendars.get(0).path("asked_by")));
        }
        return 0;
    }

    private static String elsewhere(JsonNode server) {
        return server.isTextual()
                ? "They are asked by " + server.asText() + ", which knows when they answered."
                : "No main server asks them at the moment; one begins within seconds.";
    }

    private static int printTest(JsonNode test, PrintWriter out) {
        int busy = test.path("busy_times").asInt();
        out.println(test.path("calendar").asText() + " answers: " + (busy == 1 ? "1 busy time" : busy + " busy times")
                + " in the next " + test.path("days").asText() + " days");
        out.println("now: " + test.path("now").asText());
        test.path("next").forEach(line -> out.println("  " + line.asText()));
        test.path("remarks").forEach(line -> out.println("remark: " + line.asText()));
        return 0;
    }
}
