package org.breakwater.lifeguard.app;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.lifeguard.sync.Outbox;
import org.breakwater.lifeguard.sync.SyncRound;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkState;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs rounds: every so often, and soon after something happened. On a thread of its own. */
final class Synchronisation {

    private static final Logger LOG = LoggerFactory.getLogger(Synchronisation.class);
    private static final long SOON_MILLIS = 200;

    private final SyncRound round;
    private final Outbox outbox;
    private final MainLink link;
    private final TimeSource time;
    private final Runnable changed;
    private final ScheduledExecutorService thread = Threads.scheduler("sync");
    private final AtomicBoolean soon = new AtomicBoolean();
    private volatile String last = "nothing was exchanged yet";
    private volatile boolean failing;

    /**
     * @param changed told on the sync thread when entries of the copy changed
     */
    Synchronisation(SyncRound round, Outbox outbox, MainLink link, TimeSource time, Runnable changed) {
        this.round = round;
        this.outbox = outbox;
        this.link = link;
        this.time = time;
        this.changed = changed;
    }

    void start(int pollSeconds) {
        thread.scheduleWithFixedDelay(this::run, 0, pollSeconds, TimeUnit.SECONDS);
        link.listen(state -> {
            if (state == LinkState.CONNECTED) {
                soon();
            }
        });
    }

    /** Something is due. Any thread; several calls within a moment lead to one round. */
    void soon() {
        if (link.state() == LinkState.CONNECTED && soon.compareAndSet(false, true)) {
            try {
                thread.schedule(this::run, SOON_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the server stops; the next start tells the main servers");
            }
        }
    }

    private void run() {
        soon.set(false);
        if (link.state() != LinkState.CONNECTED) {
            return;
        }
        long start = time.monotonicNanos();
        try {
            SyncRound.Result result = round.run();
            if (failing) {
                LOG.info("the main servers answer again");
            }
            failing = false;
            last = time.now() + ": " + result.registrations() + " registrations and " + result.records()
                    + " call records told, " + result.entries() + " entries taken over in "
                    + (time.monotonicNanos() - start) / 1_000_000 + " ms";
            if (result.entries() > 0) {
                changed.run();
            }
        } catch (LinkException | WireException | RuntimeException e) {
            if (!failing) {
                LOG.warn("synchronisation waits: {}", e.getMessage());
            }
            failing = true;
            last = time.now() + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        thread.shutdownNow();
    }

    void addTo(Map<String, Object> status) {
        status.put("link", link.state().name());
        status.put("synchronised", last);
        status.put("registrations_told", outbox.toldCount());
        status.put("registrations_refused", outbox.refused());
    }
}
