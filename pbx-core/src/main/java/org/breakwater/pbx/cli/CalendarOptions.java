package org.breakwater.pbx.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import org.breakwater.platform.control.ControlException;
import picocli.CommandLine.Option;

/** What {@code breakwater calendar add} says of a calendar. */
final class CalendarOptions {

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = {
                "ics: a published file, as of Google, Outlook or Nextcloud;",
                "caldav: a collection of Radicale, Nextcloud and others;",
                "ews: an Exchange server on premises; graph: Microsoft 365."
            })
    private String kind;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the file, the collection, or Exchange.asmx. graph needs none.")
    private String url;

    @Option(names = "--login", paramLabel = "NAME", description = "User at that server; for graph the client id.")
    private String login;

    @Option(
            names = "--password-stdin",
            description = "Take the first line of standard input as password, for graph as client secret."
                    + " Without it a login's password is asked for.")
    private boolean passwordStdin;

    @Option(
            names = "--mailbox",
            paramLabel = "ADDRESS",
            description = "Whose calendar: a mail address, for ews and graph.")
    private String mailbox;

    @Option(names = "--tenant", paramLabel = "ID", description = "Directory (tenant) id of Microsoft 365.")
    private String tenant;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The user's time zone, as Europe/Berlin. Default: the server's.")
    private String zone;

    @Option(
            names = "--titles",
            description =
                    "Show watchers the titles of events, never those of private ones. Without it: \"In a meeting\".")
    private boolean titles;

    @Option(names = "--tentative", description = "What is tentative counts as busy.")
    private boolean tentative;

    /**
     * As the server takes them; what was not given is left out.
     *
     * @throws ControlException when there is a login and no password can be had
     */
    Map<String, Object> arguments() throws IOException, ControlException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("kind", kind);
        arguments.put("titles", titles);
        arguments.put("tentative", tentative);
        putIfGiven(arguments, "url", url);
        putIfGiven(arguments, "login", login);
        putIfGiven(arguments, "mailbox", mailbox);
        putIfGiven(arguments, "tenant", tenant);
        putIfGiven(arguments, "zone", zone);
        if (passwordStdin) {
            arguments.put("password", firstLine());
        } else if (login != null) {
            arguments.put("password", typed());
        }
        return arguments;
    }

    private static void putIfGiven(Map<String, Object> arguments, String key, String valueOrNull) {
        if (valueOrNull != null) {
            arguments.put(key, valueOrNull);
        }
    }

    private static String firstLine() throws ControlException {
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
        if (!input.hasNextLine()) {
            throw new ControlException("there is no password on standard input");
        }
        return input.nextLine();
    }

    private static String typed() throws ControlException {
        char[] typed = System.console() == null ? null : System.console().readPassword("Password: ");
        if (typed == null) {
            throw new ControlException("give the password of that login with --password-stdin");
        }
        return new String(typed);
    }
}
