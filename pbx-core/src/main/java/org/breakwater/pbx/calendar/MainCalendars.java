package org.breakwater.pbx.calendar;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.lease.Leadership;
import org.breakwater.platform.lease.LeaseException;
import org.breakwater.platform.lease.Leases;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.command.CalendarCommands;
import org.breakwater.presence.calendar.poll.CalendarStatus;
import org.breakwater.presence.calendar.publish.PublishedCalendar;
import org.breakwater.presence.calendar.store.CalendarAdministration;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calendars within a main server: makes the parts and lets them run. */
public final class MainCalendars {

    private static final Logger LOG = LoggerFactory.getLogger(MainCalendars.class);

    /** What is leased. */
    static final String LEASE = "calendars";

    private static final long LOOK_MILLIS = 2_000;
    private static final long END_MILLIS = 500;

    private final Foundation foundation;
    private final CalendarAdministration calendars;
    private final Leases leases;
    private final Leadership leadership;
    private final PublishedCalendar published;
    private final CalendarAsking asking;
    private final CalendarDuty duty;
    private final ScheduledExecutorService blocking = Threads.scheduler("calendar-lease");
    private final ScheduledExecutorService end = Threads.scheduler("calendar-end");
    private volatile int asked;

    /**
     * Nothing runs before {@link #part}.
     *
     * @param store where publications are
     * @param entity the URI watchers know a user by, of the user's address
     */
    public MainCalendars(
            Foundation foundation, CalendarConfig config, PublicationStore store, UnaryOperator<String> entity) {
        this.foundation = foundation;
        this.calendars =
                new CalendarAdministration(foundation.directories().own().database(), foundation.cipher());
        this.leases = new Leases(
                foundation.directories().own().sql(),
                foundation.time(),
                foundation.members().self().text());
        this.leadership = new Leadership(leases, foundation.time(), LEASE, config.lease());
        this.published = new PublishedCalendar(
                store, new PresenceEvent(null), user -> entity.apply("sip:" + user), foundation.time());
        LeasedPresence presence = new LeasedPresence(() -> leadership.lease().isPresent(), published);
        this.asking = new CalendarAsking(foundation, config, presence);
        this.duty = new CalendarDuty(leadership::lease, new Table(), new Questions(), foundation.time());
        gauges();
    }

    private void gauges() {
        foundation
                .metrics()
                .gauge("breakwater_calendars", "Calendars this main server asks; 0 while another does", () -> asked);
        foundation
                .metrics()
                .gauge(
                        "breakwater_calendar_lease",
                        "1 while this main server asks calendars",
                        () -> leadership.lease().isPresent() ? 1 : 0);
    }

    /** Runs while signalling does. */
    public Part part() {
        return new Part("calendars", this::start, this::stop);
    }

    private void start() {
        leadership.start(blocking);
        blocking.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        end.scheduleWithFixedDelay(this::endWithoutLease, END_MILLIS, END_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A task that throws would not be run again. */
    private void look() {
        try {
            duty.look();
            published.spellAgain();
        } catch (RuntimeException e) {
            LOG.error("calendars could not be looked after", e);
        }
    }

    private void endWithoutLease() {
        try {
            duty.endWithoutLease();
        } catch (RuntimeException e) {
            LOG.error("calendars could not be left to another server", e);
        }
    }

    /** The database's threads not by interrupts, which H2 takes for the end of its files. */
    private void stop() throws InterruptedException {
        blocking.shutdown();
        end.shutdown();
        asking.close();
        try {
            leadership.stop();
        } catch (LeaseException e) {
            LOG.info("the lease {} ends by itself: {}", LEASE, e.getMessage());
        }
        blocking.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Adds the commands about calendars. */
    public void addCommands(ControlServer control) {
        CalendarCommands.Defaults defaults =
                new CalendarCommands.Defaults(foundation.domain(), ZoneId.systemDefault(), foundation.time());
        new CalendarCommands(calendars, asking::open, new Commands(), defaults).addTo(control);
    }

    private void lookSoon() {
        try {
            blocking.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops; whoever asks next sees the change");
        }
    }

    private final class Table implements CalendarTable {
        @Override
        public long changes() {
            return calendars.changes();
        }

        @Override
        public List<CalendarAccount> list() {
            return calendars.list();
        }
    }

    private final class Questions implements CalendarDuty.Questions {
        @Override
        public void begin(List<CalendarAccount> accounts) {
            published.keepOnly(accounts.stream().map(CalendarAccount::user).toList());
            asking.leave();
            replace(accounts);
        }

        @Override
        public void replace(List<CalendarAccount> accounts) {
            asking.replace(accounts);
            asked = accounts.size();
        }

        @Override
        public void leave() {
            asking.leave();
            published.forget();
            asked = 0;
        }
    }

    private final class Commands implements CalendarCommands.Asking {
        @Override
        public List<CalendarStatus> status() {
            return asking.status();
        }

        @Override
        public Optional<String> server() {
            if (leadership.lease().isPresent() && !duty.isAsking()) {
                return Optional.empty(); // in a moment
            }
            try {
                return leases.holder(LEASE).map(holder -> holder.split("/", 2)[0]);
            } catch (LeaseException e) {
                return Optional.empty();
            }
        }

        @Override
        public void changed() {
            lookSoon();
        }
    }
}
