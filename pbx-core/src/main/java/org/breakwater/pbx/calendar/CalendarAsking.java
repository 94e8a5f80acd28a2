package org.breakwater.pbx.calendar;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.alarm.QuartzAlarms;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.poll.CalendarPolling;
import org.breakwater.presence.calendar.poll.CalendarPresence;
import org.breakwater.presence.calendar.poll.CalendarStatus;
import org.breakwater.presence.calendar.poll.PollPorts;
import org.breakwater.presence.calendar.source.CalendarSource;
import org.breakwater.presence.calendar.source.CalendarSources;

/**
 * Client, alarms and threads that ask. Each is made when it is needed first, so that a server without calendars starts no later
 * for them. Any thread that may block.
 */
final class CalendarAsking {

    /** Four for each server that hangs, so that four of them leave the others theirs. */
    private static final int QUESTION_THREADS = 16;
    /** One more is put off. */
    private static final int QUESTIONS_WAITING = 1000;
    /** The client's own tasks are short. */
    private static final int CLIENT_THREADS = 4;
    /** More than the questions under way, from the pool and from the control socket, can give it. */
    private static final int CLIENT_TASKS = 10_000;

    private final Foundation foundation;
    private final CalendarConfig config;
    private final CalendarPresence presence;
    private final ThreadPoolExecutor client = Threads.blockingPool("calendar-http", CLIENT_THREADS, CLIENT_TASKS);
    private final ThreadPoolExecutor pool = Threads.blockingPool("calendar", QUESTION_THREADS, QUESTIONS_WAITING);
    private CalendarSources sources;
    private CalendarPolling polling;
    private boolean closed;

    CalendarAsking(Foundation foundation, CalendarConfig config, CalendarPresence presence) {
        this.foundation = foundation;
        this.config = config;
        this.presence = presence;
    }

    /** Opens a calendar; nothing is asked yet. */
    synchronized CalendarSource open(CalendarAccount account) {
        if (sources == null) {
            CalendarHttp http = new CalendarHttp(client, config.connectTimeout(), config.timeout());
            sources = new CalendarSources(http, foundation.time());
        }
        return sources.open(account);
    }

    /** Asks these and no others from now on. */
    synchronized void replace(List<CalendarAccount> accounts) {
        if (closed || polling == null && accounts.isEmpty()) {
            return;
        }
        if (polling != null) {
            polling.replace(accounts);
            return;
        }
        PollPorts ports = new PollPorts(
                foundation.time(),
                QuartzAlarms.inMemory(),
                pool,
                this::open,
                presence,
                () -> ThreadLocalRandom.current().nextDouble(),
                foundation.metrics());
        polling = new CalendarPolling(ports, config.policy());
        polling.start(accounts);
    }

    /** Asks nothing. */
    synchronized void leave() {
        if (polling != null && !closed) {
            polling.leave();
        }
    }

    /** How each calendar is that is asked. */
    List<CalendarStatus> status() {
        CalendarPolling asking = polling();
        return asking == null ? List.of() : asking.status();
    }

    private synchronized CalendarPolling polling() {
        return polling;
    }

    /** Ends; what is under way is broken off. */
    void close() {
        synchronized (this) {
            closed = true;
            if (polling != null) {
                polling.close();
            }
        }
        pool.shutdownNow();
        client.shutdownNow();
    }
}
