package org.breakwater.presence.calendar.poll;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.poll.Agenda.Watched;
import org.breakwater.presence.calendar.source.CalendarAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks calendars and tells what follows. One server of a cluster does it at a time; which one is for the caller to decide.
 *
 * <pre>
 *  alarm "poll" ─▶ few for this server? ─▶ pool: ask ─▶ note the answer ─▶ tell ─▶ set both alarms
 *                     └ no: put off                     or the failure      ▲
 *  alarm "turn" (an interval begins or ends, something gets stale) ─────────┘
 * </pre>
 */
public final class CalendarPolling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarPolling.class);

    private static final String POLL = "poll ";
    private static final String TURN = "turn ";
    private static final long PUT_OFF_MILLIS = 5_000;
    /** So many new calendars are asked at once; more are spread over one rest. */
    private static final int AT_ONCE = 8;

    private final PollPorts ports;
    private final PollPolicy policy;
    private final PollCounters counters;
    private final ServerLimit servers;
    private final Map<DirectoryName, Agenda> users = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Asks nothing before {@link #start}. */
    public CalendarPolling(PollPorts ports, PollPolicy policy) {
        this.ports = ports;
        this.policy = policy;
        this.counters = new PollCounters(ports.metrics(), this::failing);
        this.servers = new ServerLimit(policy.perServer());
    }

    /** Begins with these calendars. */
    public void start(List<CalendarAccount> accounts) {
        ports.alarms().start(this::ring);
        replace(accounts);
    }

    /** These calendars and no others from now on; what is known of one that did not change stays. Does not block. */
    public synchronized void replace(List<CalendarAccount> accounts) {
        Map<DirectoryName, List<CalendarAccount>> byUser =
                accounts.stream().collect(Collectors.groupingBy(CalendarAccount::user));
        Set<DirectoryName> all = new HashSet<>(users.keySet());
        all.addAll(byUser.keySet());
        List<Watched> fresh = new ArrayList<>();
        for (DirectoryName user : all) {
            fresh.addAll(replace(user, byUser.getOrDefault(user, List.of())));
        }
        long spread = fresh.size() <= AT_ONCE ? 0 : policy.every().toMillis();
        long now = ports.time().epochMillis();
        for (Watched watched : fresh) {
            ports.alarms()
                    .set(
                            POLL + watched.account.key(),
                            now + (long) (spread * ports.random().getAsDouble()));
        }
    }

    private List<Watched> replace(DirectoryName user, List<CalendarAccount> accounts) {
        Agenda agenda = users.computeIfAbsent(user, Agenda::new);
        List<Watched> fresh = new ArrayList<>();
        synchronized (agenda) {
            Map<String, CalendarAccount> wanted =
                    accounts.stream().collect(Collectors.toMap(CalendarAccount::name, a -> a, (a, b) -> a));
            for (Watched old : List.copyOf(agenda.all())) {
                if (!old.account.equals(wanted.get(old.account.name()))) {
                    agenda.calendars().remove(old.account.name());
                    ports.alarms().cancel(POLL + old.account.key());
                }
            }
            for (CalendarAccount account : wanted.values()) {
                if (!agenda.calendars().containsKey(account.name())) {
                    Watched watched = new Watched(account, ports.sources().apply(account));
                    agenda.calendars().put(account.name(), watched);
                    fresh.add(watched);
                }
            }
            turn(user, agenda);
            if (agenda.calendars().isEmpty()) {
                users.remove(user, agenda);
            }
        }
        return fresh;
    }

    /** Leaves the calendars to another server: nothing is asked any more, and what is published stays until it ends. */
    public synchronized void leave() {
        for (Map.Entry<DirectoryName, Agenda> user : users.entrySet()) {
            synchronized (user.getValue()) {
                user.getValue().all().forEach(w -> ports.alarms().cancel(POLL + w.account.key()));
                user.getValue().calendars().clear();
                ports.alarms().cancel(TURN + user.getKey());
            }
        }
        users.clear();
    }

    /** How each calendar is, by user and name. */
    public List<CalendarStatus> status() {
        List<CalendarStatus> list = new ArrayList<>();
        users.forEach((user, agenda) -> {
            synchronized (agenda) {
                agenda.all().forEach(w -> list.add(status(w)));
            }
        });
        list.sort(Comparator.comparing(s -> s.account().key()));
        return list;
    }

    private static CalendarStatus status(Watched w) {
        List<String> remarks =
                w.state.known() == null ? List.of() : w.state.known().remarks();
        return new CalendarStatus(w.account, w.state.goodMillis(), w.state.failures(), w.state.problem(), remarks);
    }

    private long failing() {
        return status().stream().filter(s -> s.failures() > 0).count();
    }

    /** Stops asking. What is published stays until it ends by itself, so that another server can go on. */
    @Override
    public void close() {
        closed = true;
        ports.alarms().close();
    }

    private void ring(String key) {
        if (closed) {
            return;
        }
        if (key.startsWith(TURN)) {
            DirectoryName user = user(key.substring(TURN.length()));
            Agenda agenda = users.get(user);
            if (agenda != null) {
                synchronized (agenda) {
                    turn(user, agenda);
                }
            }
        } else if (key.startsWith(POLL)) {
            String[] words = key.substring(POLL.length()).split(" ", 2);
            watched(user(words[0]), words[1]).ifPresent(this::poll);
        }
    }

    private static DirectoryName user(String text) {
        int at = text.lastIndexOf('@');
        return new DirectoryName(text.substring(0, at), text.substring(at + 1));
    }

    private Optional<Watched> watched(DirectoryName user, String name) {
        Agenda agenda = users.get(user);
        if (agenda == null) {
            return Optional.empty();
        }
        synchronized (agenda) {
            return Optional.ofNullable(agenda.calendars().get(name));
        }
    }

    /** Holds the agenda's lock. What cannot be told now is told soon. */
    private void turn(DirectoryName user, Agenda agenda) {
        long now = ports.time().epochMillis();
        long next;
        try {
            next = agenda.tell(ports.presence(), policy, now);
        } catch (RuntimeException e) {
            LOG.warn("what the calendars of {} say cannot be published: {}", user, e.toString());
            next = now + PUT_OFF_MILLIS;
        }
        if (next < 0) {
            ports.alarms().cancel(TURN + user);
        } else {
            ports.alarms().set(TURN + user, next);
        }
    }

    private void poll(Watched watched) {
        String server = watched.account.place().server();
        if (!servers.tryEnter(server)) {
            putOff(watched);
            return;
        }
        try {
            ports.questions().execute(() -> ask(watched, server));
        } catch (RejectedExecutionException e) {
            servers.leave(server);
            putOff(watched);
        }
    }

    private void putOff(Watched watched) {
        counters.putOff();
        long rest = (long) (PUT_OFF_MILLIS * (1 + ports.random().getAsDouble()));
        ports.alarms().set(POLL + watched.account.key(), ports.time().epochMillis() + rest);
    }

    private void ask(Watched watched, String server) {
        PollState next = null;
        long askedForSeconds = 0;
        try {
            Instant now = ports.time().now().truncatedTo(ChronoUnit.SECONDS);
            TimeWindow window = new TimeWindow(now, now.plus(policy.ahead()));
            CalendarAnswer answer = watched.source.fetch(window, watched.state.forQuestion(now));
            counters.answered(answer.isUnchanged());
            next = watched.state.answered(answer, window, ports.time().epochMillis());
        } catch (CalendarException e) {
            next = watched.state.failed(e);
            askedForSeconds = e.retryAfterSeconds();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} could not be read because of a fault of this program", watched.account.words(), e);
        } finally {
            servers.leave(server);
            if (next == null) {
                next = watched.state.failed(new CalendarException("this program could not ask; see its log"));
            }
            if (next.failures() > 0) {
                counters.failed();
            }
            note(watched, next, askedForSeconds);
        }
    }

    private void note(Watched watched, PollState state, long askedForSeconds) {
        CalendarAccount account = watched.account;
        Agenda agenda = users.get(account.user());
        if (closed || agenda == null) {
            return;
        }
        synchronized (agenda) {
            if (agenda.calendars().get(account.name()) != watched) {
                return; // removed or changed meanwhile
            }
            report(account, watched.state, state);
            watched.state = state;
            turn(account.user(), agenda);
            long rest = policy.restMillis(
                    state.failures(), askedForSeconds, ports.random().getAsDouble());
            ports.alarms().set(POLL + account.key(), ports.time().epochMillis() + rest);
        }
    }

    private void report(CalendarAccount account, PollState before, PollState after) {
        if (after.failures() == 1) {
            LOG.warn("{} at {}: {}", account.words(), account.place().server(), after.problem());
        } else if (after.failures() == 0 && before.failures() > 0) {
            LOG.info("{} at {} answers again", account.words(), account.place().server());
        }
        boolean newRemarks = after.known() != null
                && after.failures() == 0
                && (before.known() == null
                        || !before.known().remarks().equals(after.known().remarks()));
        if (newRemarks) {
            after.known().remarks().forEach(remark -> LOG.info("{}: {}", account.words(), remark));
        }
    }
}
