package org.breakwater.presence.calendar.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.poll.CalendarStatus;
import org.breakwater.presence.calendar.source.CalendarAnswer;
import org.breakwater.presence.calendar.source.CalendarSource;
import org.breakwater.presence.calendar.source.Validator;
import org.breakwater.presence.calendar.store.CalendarAdministration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalendarCommandsTest {

    private final ManualTime time = new ManualTime();
    private final DirectoryFixture directory = new DirectoryFixture(DatabaseUrl.inMemory("calendar-commands"));
    private final CalendarAdministration calendars =
            new CalendarAdministration(directory.directories.own().database(), directory.cipher);
    private int changes;
    private List<CalendarStatus> status = List.of();
    private CalendarSource source = (window, known) -> {
        throw new CalendarException("the server refuses the login (401)");
    };
    private final CalendarCommands commands = new CalendarCommands(
            calendars,
            account -> source,
            new CalendarCommands.Asking() {
                @Override
                public List<CalendarStatus> status() {
                    return status;
                }

                @Override
                public Optional<String> server() {
                    return Optional.of("main2");
                }

                @Override
                public void changed() {
                    changes++;
                }
            },
            new CalendarCommands.Defaults("pbx.example", ZoneId.of("Europe/Berlin"), time));

    @BeforeEach
    void makeUser() {
        directory.users.add(
                new NewUser(new DirectoryName("1001", "pbx.example"), "correct horse battery", "", List.of()));
    }

    @AfterEach
    void close() {
        directory.users.remove(new DirectoryName("1001", "pbx.example"));
        directory.close();
    }

    private static Map<String, Object> arguments(String... pairs) {
        Map<String, Object> arguments = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put(pairs[i], pairs[i + 1]);
        }
        return arguments;
    }

    private void addOne() throws ControlException {
        commands.add(arguments(
                "user",
                "1001",
                "kind",
                "caldav",
                "url",
                "https://cal.example/alice/office/",
                "login",
                "alice",
                "password",
                "s3cret",
                "titles",
                "true"));
    }

    @Test
    void addedCalendarIsListedWithoutItsSecrets() throws ControlException {
        addOne();
        assertThat(changes).isEqualTo(1);
        CalendarAccount account = calendars.list().get(0);
        status = List.of(new CalendarStatus(account, time.epochMillis(), 2, "it is down", List.of("a remark")));
        assertThat(commands.list(Map.of()))
                .isEqualTo(List.of(Map.ofEntries(
                        Map.entry("user", "1001@pbx.example"),
                        Map.entry("name", "main"),
                        Map.entry("kind", "caldav"),
                        Map.entry("server", "https://cal.example"),
                        Map.entry("mailbox", ""),
                        Map.entry("login", "alice"),
                        Map.entry("zone", "Europe/Berlin"),
                        Map.entry("titles", true),
                        Map.entry("tentative", false),
                        Map.entry("asked_by", "main2"),
                        Map.entry("answered_at", "2027-01-15T08:00:00Z"),
                        Map.entry("failures", 2),
                        Map.entry("problem", "it is down"),
                        Map.entry("remarks", List.of("a remark")))));
        assertThat(commands.list(arguments("user", "1002"))).isEqualTo(List.of());
    }

    @Test
    void microsoft365NeedsNoAddressAndWebcalIsHttps() throws ControlException {
        commands.add(arguments(
                "user",
                "1001@pbx.example",
                "kind",
                "graph",
                "mailbox",
                "a@b.example",
                "tenant",
                "t",
                "login",
                "c",
                "password",
                "s",
                "zone",
                "America/New_York"));
        commands.add(arguments("user", "1001", "name", "club", "kind", "ics", "url", "webcal://club.example/c.ics"));
        assertThat(calendars.list())
                .extracting(a -> a.place().uri().toString())
                .containsExactly("https://club.example/c.ics", "https://graph.microsoft.com/v1.0");
        assertThat(calendars.list().get(1).settings().zone()).hasToString("America/New_York");
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsAdded() {
        Map<String, Map<String, Object>> wrong = Map.of(
                "\"exchange\" is no kind of calendar; there are ics, caldav, ews, graph",
                arguments("user", "1001", "kind", "exchange"),
                "url is missing",
                arguments("user", "1001", "kind", "ics"),
                "user is missing",
                arguments("kind", "ics", "url", "https://a.example/"),
                "the address is none: Illegal character in path at character 18",
                arguments("user", "1001", "kind", "ics", "url", "https://a.example/ b"),
                "\"Berlin\" is no time zone; they are written as Europe/Berlin",
                arguments("user", "1001", "kind", "ics", "url", "https://a.example/", "zone", "Berlin"),
                "there is no user 1009@pbx.example",
                arguments("user", "1009", "kind", "ics", "url", "https://a.example/"));
        wrong.forEach((message, arguments) -> assertThatThrownBy(() -> commands.add(arguments))
                .isInstanceOf(ControlException.class)
                .hasMessage(message));
        assertThat(changes).isZero();
        assertThat(calendars.list()).isEmpty();
    }

    @Test
    void testShowsWhatTheCalendarSaysInTheUsersTime() throws ControlException {
        addOne();
        Instant now = time.now();
        source = (window, known) -> new CalendarAnswer(
                new FreeBusy(
                        List.of(
                                new BusyInterval(now, now.plusSeconds(3600), BusyKind.BUSY, true, "Jour fixe"),
                                new BusyInterval(
                                        now.plusSeconds(7200),
                                        now.plusSeconds(9000),
                                        BusyKind.OUT_OF_OFFICE,
                                        false,
                                        "")),
                        List.of("a remark")),
                Validator.NONE);
        assertThat(commands.test(arguments("user", "1001")))
                .isEqualTo(Map.of(
                        "calendar",
                        "calendar main of 1001@pbx.example",
                        "days",
                        7,
                        "busy_times",
                        2,
                        "now",
                        "open, meeting \"Jour fixe until 10:00\"",
                        "next",
                        List.of(
                                "2027-01-15T09:00 to 2027-01-15T10:00 busy, with others: Jour fixe",
                                "2027-01-15T11:00 to 2027-01-15T11:30 out of office"),
                        "remarks",
                        List.of("a remark")));
    }

    @Test
    void testNamesTheCalendarThatFailsAndWhatToDo() throws ControlException {
        addOne();
        assertThatThrownBy(() -> commands.test(arguments("user", "1001")))
                .isInstanceOf(ControlException.class)
                .hasMessage("calendar main of 1001@pbx.example at https://cal.example: the server refuses the login"
                        + " (401)");
        assertThatThrownBy(() -> commands.test(arguments("user", "1001", "name", "club")))
                .hasMessage("there is no calendar club of 1001@pbx.example; breakwater calendar list shows those there"
                        + " are");
    }

    @Test
    void removedCalendarIsReadNoMore() throws ControlException {
        addOne();
        assertThat(commands.remove(arguments("user", "1001")))
                .isEqualTo(Map.of("message", "calendar main of 1001@pbx.example is removed"));
        assertThat(changes).isEqualTo(2);
        assertThatThrownBy(() -> commands.remove(arguments("user", "1001")))
                .isInstanceOf(ControlException.class)
                .hasMessage("there is no calendar main of 1001@pbx.example");
    }
}
