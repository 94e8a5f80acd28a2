package org.breakwater.cluster.grid;

import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.cluster.link.LinkSettings;
import org.breakwater.cluster.link.Services;
import org.breakwater.platform.config.ClusterConfig;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.StampClock;
import org.breakwater.platform.time.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server as a member of the cluster: Hazelcast, the maps tied to it, and the thread that compares them with the
 * replicas whenever something may have been missed: after the start, when a member went, and when two halves met again.
 */
public final class Grid {

    private static final Logger LOG = LoggerFactory.getLogger(Grid.class);
    private static final int SENDER_QUEUE = 1000;
    private static final long TIDY_SECONDS = 30;
    private static final long AGAIN_MILLIS = 500;
    private static final long CALM_MILLIS = 5_000;
    private static final long LEAVE_MILLIS = 1000;

    private final Kinds kinds;
    private final StampClock clock;
    private final ThreadPoolExecutor sender = Threads.blockingPool("cluster-send", 1, SENDER_QUEUE);
    private final ScheduledExecutorService scheduler = Threads.scheduler("cluster-sync");
    private final Deliveries deliveries = new Deliveries();
    private final Map<String, MapLink<?, ?, ?>> links = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<Void>> catchingUp = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean compareRequested = new AtomicBoolean();
    private final HazelcastInstance instance;
    private final Members members;
    private volatile boolean safe;
    private volatile long compared;

    /**
     * Starts Hazelcast and joins the members that are there. Blocks for some seconds.
     *
     * @throws GridException when the address cannot be bound, or another member has the same id
     */
    public Grid(ClusterConfig config, Member self, Kinds kinds, Services services) {
        this.kinds = kinds;
        this.clock = new StampClock(kinds.time(), self.text());
        try {
            this.instance = Hazelcast.newHazelcastInstance(GridSettings.member(config, self, context(services)));
        } catch (RuntimeException e) {
            stopThreads();
            throw new GridException(
                    "the cluster cannot be entered at " + LinkSettings.text(config.bind()) + ": " + firstLine(e), e);
        }
        this.members = new Members(instance, self, this::membersChanged, scheduler);
        instance.getLifecycleService().addLifecycleListener(this::lifecycleChanged);
        refuseTwin();
        membersChanged();
        scheduler.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private Map<String, Object> context(Services services) {
        return Map.of(Kinds.CONTEXT_KEY, kinds, Deliveries.CONTEXT_KEY, deliveries, Services.CONTEXT_KEY, services);
    }

    private void refuseTwin() {
        try {
            members.refuseTwin();
        } catch (GridException e) {
            terminate();
            throw e;
        }
    }

    /** The shared map of that kind and name. Blocks when it is asked for the first time. */
    @SuppressWarnings("unchecked")
    public <K, V, S> SharedMap<K, V> map(MapKind<K, V, S> kind, String name) {
        if (!kinds.knows(kind)) {
            throw new IllegalArgumentException("maps of family " + kind.family() + " were not announced at the start");
        }
        String full = kind.mapName(name);
        MapLink<K, V, S> link = (MapLink<K, V, S>) links.get(full);
        if (link == null) {
            link = (MapLink<K, V, S>) links.computeIfAbsent(full, n -> open(n, kind));
            requestCompare(); // only now it is among those that are compared
        }
        return link.replica();
    }

    private <K, V, S> MapLink<K, V, S> open(String name, MapKind<K, V, S> kind) {
        MapLink<K, V, S> link = new MapLink<>(name, kind, this, clock);
        deliveries.add(name, link);
        return link;
    }

    /** Who is there. */
    public Members members() {
        return members;
    }

    /** How many keys have to be told to other members. */
    public int waiting() {
        return links.values().stream().mapToInt(MapLink::waiting).sum();
    }

    /** How often everything was compared; grows when it has been once more. */
    public long compared() {
        return compared;
    }

    /** Whether every entry is on another member, too, as far as it was told. */
    public boolean hasBackup() {
        return safe && instance.getCluster().getMembers().size() > 1;
    }

    Kinds kinds() {
        return kinds;
    }

    HazelcastInstance instance() {
        return instance;
    }

    ThreadPoolExecutor sender() {
        return sender;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Which part of the cluster stores a key. */
    int partition(byte[] key) {
        return instance.getPartitionService().getPartition(key).getPartitionId();
    }

    /** Completes when every other member there is now has it; one that goes meanwhile need not. */
    CompletableFuture<Void> deliver(Deliver delivery) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (com.hazelcast.cluster.Member member : instance.getCluster().getMembers()) {
            if (!member.localMember()) {
                CompletableFuture<Void> one = new CompletableFuture<>();
                instance.getExecutorService(Deliver.EXECUTOR).submitToMember(delivery, member, answerTo(one));
                all.add(one);
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private static ExecutionCallback<Boolean> answerTo(CompletableFuture<Void> one) {
        return new ExecutionCallback<>() {
            @Override
            public void onResponse(Boolean taken) {
                one.complete(null);
            }

            @Override
            public void onFailure(Throwable failure) {
                if (failure instanceof MemberLeftException || failure instanceof TargetNotMemberException) {
                    one.complete(null);
                } else {
                    one.completeExceptionally(failure);
                }
            }
        };
    }

    /** Compares all maps soon. Does not block. */
    void requestCompare() {
        if (compareRequested.compareAndSet(false, true)) {
            later(this::compare, 0);
        }
    }

    /** The same when much is waiting already. */
    void requestCompareLater() {
        if (compareRequested.compareAndSet(false, true)) {
            later(this::compare, CALM_MILLIS);
        }
    }

    private void membersChanged() {
        safe = false;
        requestCompare();
        later(this::checkSafety, AGAIN_MILLIS);
    }

    private void lifecycleChanged(LifecycleEvent event) {
        LOG.info("cluster: {}", event.getState());
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
            membersChanged();
        } else if (event.getState() == LifecycleEvent.LifecycleState.SHUTDOWN && !scheduler.isShutdown()) {
            LOG.error("this server fell out of the cluster and goes on alone; start it again");
        }
    }

    /** Completes once everything the others have was taken over after this call; waits until there are others. */
    public CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        catchingUp.add(done);
        requestCompare();
        return done;
    }

    private void compare() {
        compareRequested.set(false);
        List<CompletableFuture<Void>> waiting = List.copyOf(catchingUp);
        try {
            links.values().forEach(MapLink::compare);
            compared++;
            if (members.present().size() > 1) {
                catchingUp.removeAll(waiting);
                waiting.forEach(done -> done.complete(null));
            }
        } catch (RuntimeException e) {
            if (instance.getLifecycleService().isRunning()) {
                LOG.warn(
                        "the maps could not be compared with the other members, which is tried again: {}",
                        e.toString());
                if (compareRequested.compareAndSet(false, true)) {
                    later(this::compare, AGAIN_MILLIS);
                }
            }
        }
    }

    /** A member that has just come has no copies yet, whatever operations claim. */
    private void checkSafety() {
        if (!instance.getLifecycleService().isRunning()) {
            return;
        }
        boolean now = false;
        try {
            now = instance.getPartitionService().isClusterSafe();
        } catch (RuntimeException e) {
            LOG.debug("the members do not say yet whether all copies are made: {}", e.toString());
        }
        safe = now;
        if (!now) {
            later(this::checkSafety, AGAIN_MILLIS);
        }
    }

    private void tidy() {
        try {
            links.values().forEach(MapLink::tidy);
        } catch (RuntimeException e) {
            LOG.debug("tidying has to wait: {}", e.toString());
        }
    }

    private void later(Runnable task, long delayMillis) {
        try {
            scheduler.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the cluster is being left");
        }
    }

    /** Leaves the cluster after the others have taken over. Blocks for some seconds. */
    public void leave() {
        tellWhatWaits();
        stopThreads();
        instance.shutdown();
    }

    /** Leaves at once, as a crash would. */
    public void terminate() {
        stopThreads();
        instance.getLifecycleService().terminate();
    }

    private void tellWhatWaits() {
        try {
            CompletableFuture.allOf(
                            links.values().stream().map(MapLink::emptied).toArray(CompletableFuture[]::new))
                    .get(LEAVE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("{} entries could not be told to the other servers in time", waiting());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopThreads() {
        sender.shutdownNow();
        scheduler.shutdownNow();
    }
}
