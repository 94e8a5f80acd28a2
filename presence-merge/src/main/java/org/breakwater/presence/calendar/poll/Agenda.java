package org.breakwater.presence.calendar.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarRule;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.CalendarState;
import org.breakwater.presence.calendar.source.CalendarSource;

/** All calendars of one user and what was published of them. Every use holds its lock. */
final class Agenda {

    /** A publication goes on so long after the interval's end, so that the next one can follow without a gap. */
    private static final long OVERLAP_MILLIS = 10_000;

    /** One calendar while it is watched. */
    static final class Watched {
        final CalendarAccount account;
        final CalendarSource source;
        volatile PollState state = PollState.NEW;

        Watched(CalendarAccount account, CalendarSource source) {
            this.account = account;
            this.source = source;
        }
    }

    private final DirectoryName user;
    private final TreeMap<String, Watched> calendars = new TreeMap<>();
    /** Until something was told, another server's publication may be there. */
    private boolean mayBePublished = true;

    Agenda(DirectoryName user) {
        this.user = user;
    }

    TreeMap<String, Watched> calendars() {
        return calendars;
    }

    Collection<Watched> all() {
        return calendars.values();
    }

    /**
     * Tells what is so now.
     *
     * @return when it may be otherwise, in ms since 1970; -1 for not before a calendar is heard again
     */
    long tell(CalendarPresence presence, PollPolicy policy, long now) {
        if (calendars.isEmpty()) {
            withdraw(presence);
            return -1;
        }
        if (!calendars.values().stream().allMatch(w -> w.state.wasHeard())) {
            return -1;
        }
        List<BusyInterval> intervals = new ArrayList<>();
        long stale = Long.MAX_VALUE;
        for (Watched watched : calendars.values()) {
            if (watched.state.counts(policy, now)) {
                stale = Math.min(stale, watched.state.staleAtMillis(policy));
                addIntervals(watched, intervals);
            }
        }
        CalendarSettings first = calendars.firstEntry().getValue().account.settings();
        CalendarSettings settings = new CalendarSettings(first.zone(), true, true);
        CalendarState state = CalendarRule.stateAt("sip:" + user, intervals, settings, Instant.ofEpochMilli(now));
        if (state.presence().isEmpty()) {
            withdraw(presence);
        } else {
            long until = Math.min(state.until().toEpochMilli() + OVERLAP_MILLIS, stale);
            presence.publish(user, state.presence().get(), until);
            mayBePublished = true;
        }
        long change =
                state.nextChange() == null ? Long.MAX_VALUE : state.nextChange().toEpochMilli();
        long next = Math.min(change, stale);
        return next == Long.MAX_VALUE ? -1 : next;
    }

    /** What is tentative counts or not for each calendar; their titles were left there if they may not be told. */
    private static void addIntervals(Watched watched, List<BusyInterval> intervals) {
        boolean tentative = watched.account.settings().tentative();
        watched.state.known().intervals().stream()
                .filter(i -> tentative || i.kind() != BusyKind.TENTATIVE)
                .forEach(intervals::add);
    }

    private void withdraw(CalendarPresence presence) {
        if (mayBePublished) {
            presence.withdraw(user);
            mayBePublished = false;
        }
    }
}
