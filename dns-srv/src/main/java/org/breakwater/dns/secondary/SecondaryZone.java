package org.breakwater.dns.secondary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.platform.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/** Keeps the copy of one zone. All methods run on the work thread; the primaries are asked on a pool. */
public final class SecondaryZone {

    private static final Logger LOG = LoggerFactory.getLogger(SecondaryZone.class);
    private static final long MILLIS = 1000;

    private final Identity identity;
    private final ZoneFetch fetch;
    private final ZoneFiles files;
    private final Threads threads;
    private final Consumer served;
    private final Map<RefreshState.Effect, Timers.Timer> timers = new EnumMap<>(RefreshState.Effect.class);
    private RefreshState state = RefreshState.initial();
    private Optional<ZoneContents> contents = Optional.empty();
    private Optional<InetSocketAddress> notifier = Optional.empty();
    private boolean stopped;

    /** Nothing happens before {@link #start()}. */
    SecondaryZone(Identity identity, ZoneFetch fetch, ZoneFiles files, Threads threads, Consumer served) {
        this.identity = identity;
        this.fetch = fetch;
        this.files = files;
        this.threads = threads;
        this.served = served;
    }

    /** A zone that is fetched by real transfers. */
    public static SecondaryZone of(
            Identity identity, TransferIn fetch, ZoneFiles files, Threads threads, Consumer served) {
        return new SecondaryZone(identity, fetch, files, threads, served);
    }

    /**
     * Which zone.
     *
     * @param origin its name
     * @param scope distinguishes copies of the same zone for different views
     * @param expireSeconds in place of the SOA's; 0 to keep that
     */
    public record Identity(Name origin, String scope, long expireSeconds) {}

    /**
     * Where things run.
     *
     * @param work the work thread
     * @param timers of the work thread
     * @param pool for what blocks
     */
    public record Threads(Executor work, Timers timers, Executor pool) {}

    /** Told what to serve. */
    public interface Consumer {
        /** A version to serve from now on. */
        void serve(ZoneContents contents);

        /** The copy is too old. */
        void withdraw();
    }

    /** Reads the copy on disk and asks the primaries. */
    public void start() {
        Optional<ZoneFiles.Found> found = files.load(identity.scope(), identity.origin());
        if (found.isEmpty()) {
            perform(state.startEmpty());
            return;
        }
        ZoneContents copy = found.get().contents();
        RefreshState.Step step = state.startWith(times(copy), found.get().ageSeconds());
        contents = Optional.of(copy);
        if (step.state().phase() == RefreshState.Phase.CURRENT) {
            served.serve(copy);
        } else {
            LOG.error("the copy of zone {} expired while the server was down", identity.origin());
        }
        perform(step);
    }

    /** Ends timers; a transfer that runs is not served any more. */
    public void stop() {
        stopped = true;
        timers.values().forEach(Timers.Timer::cancel);
    }

    /** A primary sent NOTIFY. */
    public void notified(InetSocketAddress primary) {
        notifier = Optional.of(primary);
        perform(state.notified());
    }

    /** Serial of the copy; empty when there is none. */
    public Optional<Long> serial() {
        return contents.map(ZoneContents::serial);
    }

    /** {@code empty}, {@code current} or {@code expired}, for listings. */
    public String phase() {
        return state.phase().name().toLowerCase(Locale.ROOT);
    }

    /** The zone's name. */
    public Name origin() {
        return identity.origin();
    }

    private void perform(RefreshState.Step step) {
        state = step.state();
        for (RefreshState.Action action : step.actions()) {
            switch (action.effect()) {
                case CHECK -> check();
                case CHECK_LATER -> schedule(action, () -> perform(state.refreshDue()));
                case EXPIRE_LATER -> schedule(action, () -> perform(state.expired()));
                case STOP_SERVING -> {
                    LOG.error("zone {} expired: no primary answered for too long", identity.origin());
                    served.withdraw();
                }
            }
        }
    }

    private void schedule(RefreshState.Action action, Runnable task) {
        Timers.Timer earlier = timers.put(action.effect(), threads.timers().schedule(action.seconds() * MILLIS, () -> {
            if (!stopped) {
                task.run();
            }
        }));
        if (earlier != null) {
            earlier.cancel();
        }
    }

    private void check() {
        Optional<ZoneContents> have = contents;
        Optional<InetSocketAddress> first = notifier;
        notifier = Optional.empty();
        try {
            threads.pool().execute(() -> fetchOnPool(have, first));
        } catch (RejectedExecutionException e) {
            perform(state.failed());
        }
    }

    private void fetchOnPool(Optional<ZoneContents> have, Optional<InetSocketAddress> first) {
        try {
            Optional<ZoneContents> newer = fetch.fetch(have, first);
            if (newer.isPresent()) {
                files.save(identity.scope(), newer.get());
            } else {
                files.confirm(identity.scope(), identity.origin());
            }
            threads.work().execute(() -> fetched(newer));
        } catch (IOException | ZoneException | RuntimeException e) {
            threads.work().execute(() -> whenRunning(() -> failed(e)));
        }
    }

    /** Primaries may be away for weeks: the first failure is news, the others are not. */
    private void failed(Exception reason) {
        if (state.failures() == 0) {
            LOG.warn("zone {} could not be refreshed: {}", identity.origin(), reason.toString());
        } else {
            LOG.debug("zone {} could not be refreshed: {}", identity.origin(), reason.toString());
        }
        perform(state.failed());
    }

    private void fetched(Optional<ZoneContents> newer) {
        whenRunning(() -> {
            boolean wasServed = state.phase() == RefreshState.Phase.CURRENT;
            contents = newer.or(() -> contents);
            contents.filter(c -> newer.isPresent() || !wasServed).ifPresent(served::serve);
            newer.ifPresent(c -> LOG.info("zone {} has serial {} now", c.origin(), c.serial()));
            perform(contents.map(c -> state.succeeded(times(c))).orElseGet(() -> state.failed()));
        });
    }

    private void whenRunning(Runnable task) {
        if (!stopped) {
            task.run();
        }
    }

    private RefreshState.Times times(ZoneContents zone) {
        return RefreshState.Times.of(zone.soa(), identity.expireSeconds());
    }
}
