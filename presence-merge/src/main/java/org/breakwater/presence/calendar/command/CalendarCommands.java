package org.breakwater.presence.calendar.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarRule;
import org.breakwater.presence.calendar.busy.CalendarState;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.poll.CalendarStatus;
import org.breakwater.presence.calendar.source.CalendarSource;
import org.breakwater.presence.calendar.source.Validator;
import org.breakwater.presence.calendar.store.CalendarAdministration;
import org.breakwater.presence.merge.Why;

/** Answers {@code breakwater calendar add|list|remove|test}. Passwords go in and never come out. */
public final class CalendarCommands {

    private static final int TEST_DAYS = 7;
    private static final int SHOWN = 20;

    private final CalendarAdministration calendars;
    private final Function<CalendarAccount, CalendarSource> sources;
    private final Asking asking;
    private final Defaults defaults;

    /** What this server has to do with asking calendars. */
    public interface Asking {
        /** How the calendars are that this server asks; empty on a server that asks none. */
        List<CalendarStatus> status();

        /** Name of the server that asks; empty while none does. */
        Optional<String> server();

        /** Calendars were changed here and are to be read anew. */
        void changed();
    }

    /**
     * What commands need not say.
     *
     * @param domain of users for whom none is given
     * @param zone of users for whom none is given
     */
    public record Defaults(String domain, ZoneId zone, TimeSource time) {}

    /**
     * @param sources opens a calendar to test it
     */
    public CalendarCommands(
            CalendarAdministration calendars,
            Function<CalendarAccount, CalendarSource> sources,
            Asking asking,
            Defaults defaults) {
        this.calendars = calendars;
        this.sources = sources;
        this.asking = asking;
        this.defaults = defaults;
    }

    /** Adds them. */
    public void addTo(ControlServer server) {
        server.add("calendar-list", this::list)
                .add("calendar-add", this::add)
                .add("calendar-remove", this::remove)
                .add("calendar-test", this::test);
    }

    private AccountArguments read(Map<String, Object> arguments) {
        return new AccountArguments(arguments, defaults.domain(), defaults.zone());
    }

    Object list(Map<String, Object> arguments) throws ControlException {
        AccountArguments a = read(arguments);
        Map<String, CalendarStatus> known = asking.status().stream()
                .collect(Collectors.toMap(s -> s.account().key(), s -> s, (x, y) -> x));
        Optional<String> server = asking.server();
        List<Object> list = new ArrayList<>();
        for (CalendarAccount account : a.hasUser() ? calendars.list(a.user()) : calendars.list()) {
            list.add(row(account, server.orElse(null), known.get(account.key())));
        }
        return list;
    }

    private static Map<String, Object> row(CalendarAccount account, String serverOrNull, CalendarStatus statusOrNull) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("user", account.user().toString());
        row.put("name", account.name());
        row.put("kind", account.kind().text());
        row.put("server", account.place().server());
        row.put("mailbox", account.place().mailbox());
        row.put("login", account.login().name());
        row.put("zone", account.settings().zone().getId());
        row.put("titles", account.settings().titles());
        row.put("tentative", account.settings().tentative());
        row.put("asked_by", serverOrNull);
        if (statusOrNull != null) {
            long answered = statusOrNull.answeredMillis();
            row.put(
                    "answered_at",
                    answered == 0 ? null : Instant.ofEpochMilli(answered).toString());
            row.put("failures", statusOrNull.failures());
            row.put("problem", statusOrNull.problem());
            row.put("remarks", statusOrNull.remarks());
        }
        return row;
    }

    Object add(Map<String, Object> arguments) throws ControlException {
        CalendarAccount account = read(arguments).account();
        refuseUnlessDone(calendars.add(account));
        asking.changed();
        return Map.of(
                "message",
                account.words() + " is added; try it: breakwater calendar test " + account.user()
                        + (account.name().equals(AccountArguments.DEFAULT_NAME) ? "" : " --name " + account.name()));
    }

    Object remove(Map<String, Object> arguments) throws ControlException {
        AccountArguments a = read(arguments);
        refuseUnlessDone(calendars.remove(a.user(), a.name()));
        asking.changed();
        return Map.of("message", "calendar " + a.name() + " of " + a.user() + " is removed");
    }

    private static void refuseUnlessDone(UserResult result) throws ControlException {
        if (result instanceof UserResult.Invalid r) {
            throw new ControlException(r.message());
        } else if (result instanceof UserResult.AlreadyExists r) {
            throw new ControlException(r.message());
        } else if (result instanceof UserResult.NotFound r) {
            throw new ControlException(r.message());
        }
    }

    /** Asks the calendar now; nothing is published of it. */
    Object test(Map<String, Object> arguments) throws ControlException {
        AccountArguments a = read(arguments);
        DirectoryName user = a.user();
        CalendarAccount account = calendars.list(user).stream()
                .filter(c -> c.name().equals(a.name()))
                .findFirst()
                .orElseThrow(() -> new ControlException("there is no calendar " + a.name() + " of " + user
                        + "; breakwater calendar list shows those there are"));
        Instant now = defaults.time().now().truncatedTo(ChronoUnit.SECONDS);
        try {
            FreeBusy said = sources.apply(account)
                    .fetch(new TimeWindow(now, now.plus(TEST_DAYS, ChronoUnit.DAYS)), Validator.NONE)
                    .freeBusy();
            return result(account, said, now);
        } catch (CalendarException e) {
            throw new ControlException(
                    account.words() + " at " + account.place().server() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the server is stopping");
        }
    }

    private static Map<String, Object> result(CalendarAccount account, FreeBusy said, Instant now) {
        CalendarState state = CalendarRule.stateAt("sip:" + account.user(), said.intervals(), account.settings(), now);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("calendar", account.words());
        result.put("days", TEST_DAYS);
        result.put("busy_times", said.intervals().size());
        result.put("now", state.presence().map(Why::words).orElse("free"));
        result.put(
                "next",
                said.intervals().stream()
                        .limit(SHOWN)
                        .map(i -> line(i, account.settings().zone()))
                        .toList());
        result.put("remarks", said.remarks());
        return result;
    }

    private static String line(BusyInterval i, ZoneId zone) {
        return i.start().atZone(zone).toLocalDateTime() + " to "
                + i.end().atZone(zone).toLocalDateTime() + " "
                + i.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (i.meeting() ? ", with others" : "")
                + (i.title().isEmpty() ? "" : ": " + i.title());
    }
}
