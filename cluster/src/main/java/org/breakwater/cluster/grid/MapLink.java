package org.breakwater.cluster.grid;

import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakwater.cluster.replica.Outbox;
import org.breakwater.cluster.replica.Replica;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.StampClock;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a {@link Replica} to the Hazelcast map of the same name. What changes here is merged into the Hazelcast map, which
 * backs it up on another member, and then delivered to the replicas of all others; what they deliver is merged here.
 */
public final class MapLink<K, V, S> implements Replica.Outlet<K> {

    private static final Logger LOG = LoggerFactory.getLogger(MapLink.class);
    private static final Outbox.Limits LIMITS = new Outbox.Limits(32, States.MAX, 100_000);
    private static final int TIDY_BATCH = 500;

    private final String name;
    private final MapKind<K, V, S> kind;
    private final Grid grid;
    private final TimeSource time;
    private final Replica<K, V, S> replica;
    private final Outbox<K> outbox;
    private final IMap<byte[], byte[]> map;
    private final AtomicBoolean troubled = new AtomicBoolean();

    /**
     * Makes an empty replica; {@link #compare} fills it.
     *
     * @param name full name of the map
     */
    MapLink(String name, MapKind<K, V, S> kind, Grid grid, StampClock clock) {
        this.name = name;
        this.kind = kind;
        this.grid = grid;
        this.time = grid.kinds().time();
        this.replica = new Replica<>(kind.rule(), clock, this);
        this.outbox = new Outbox<>(grid.sender(), grid.scheduler(), LIMITS, this::send, grid::requestCompareLater);
        this.map = grid.instance().getMap(name);
    }

    Replica<K, V, S> replica() {
        return replica;
    }

    CompletableFuture<Void> emptied() {
        return outbox.emptied();
    }

    int waiting() {
        return outbox.waiting();
    }

    @Override
    public void changed(K key) {
        outbox.note(key);
    }

    @Override
    public CompletionStage<Backup> backup(K key, Duration limit) {
        if (!grid.hasBackup()) {
            return CompletableFuture.completedFuture(Backup.ALONE);
        }
        return outbox.settled(key)
                .thenApply(done -> grid.hasBackup() ? Backup.HELD : Backup.ALONE)
                .toCompletableFuture()
                .completeOnTimeout(Backup.LATE, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes over what the Hazelcast map has and this server has not, and the other way round. Blocks. */
    void compare() {
        Map<K, byte[]> stored = new HashMap<>();
        for (Map.Entry<byte[], byte[]> entry : map.entrySet()) {
            K key = arrived(entry.getKey(), entry.getValue());
            if (key != null) {
                stored.put(key, entry.getValue());
            }
        }
        replica.forEachState((key, state) -> {
            byte[] known = stored.get(key);
            if (known == null || !Arrays.equals(known, kind.states().encode(state))) {
                outbox.note(key);
            }
        });
    }

    /** Drops what nobody needs any more here, and there from the part this member owns. Blocks. */
    void tidy() {
        Set<K> changed = new HashSet<>(replica.tidy(time.epochMillis()));
        Set<byte[]> batch = new HashSet<>();
        for (byte[] stored : map.localKeySet()) {
            K key = key(stored);
            if (key == null || changed.contains(key) || replica.state(key) == null) {
                batch.add(stored);
            }
            if (batch.size() == TIDY_BATCH) {
                map.executeOnKeys(batch, new TidyEntry(name));
                batch = new HashSet<>();
            }
        }
        if (!batch.isEmpty()) {
            map.executeOnKeys(batch, new TidyEntry(name));
        }
    }

    /** One message for each partition: every message costs, and after a split there are thousands of entries. */
    private CompletionStage<?> send(List<K> keys) {
        Map<Integer, List<K>> byPartition = keys.stream()
                .collect(Collectors.groupingBy(key -> grid.partition(kind.keys().encode(key))));
        return all(byPartition.values().stream().flatMap(this::messages).map(this::merge))
                .thenCompose(done -> all(messages(keys).map(this::deliver)))
                .whenComplete((done, failure) -> report(failure));
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> steps) {
        return CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
    }

    /** What is known of these keys now. */
    private Stream<States> messages(List<K> keys) {
        Stream.Builder<States> messages = Stream.builder();
        States filling = null;
        for (K key : keys) {
            S state = replica.state(key);
            if (state == null) {
                continue;
            }
            if (filling == null || filling.isFull()) {
                filling = new States(name);
                messages.add(filling);
            }
            filling.add(kind.keys().encode(key), kind.states().encode(state));
        }
        return messages.build();
    }

    private CompletableFuture<Void> merge(States ofPartition) {
        return map.submitToKeys(new HashSet<>(ofPartition.keys()), new MergeEntries(ofPartition))
                .thenAccept(unknown -> unknown.forEach((key, merged) -> {
                    if (merged != null) {
                        arrived(key, merged);
                    }
                }))
                .toCompletableFuture();
    }

    /** To the members there are now, after the Hazelcast map has it: whoever comes later finds it there. */
    private CompletableFuture<Void> deliver(States states) {
        return grid.deliver(new Deliver(states));
    }

    /** Once for a row of failures: during a fault there are many. */
    private void report(Throwable failure) {
        if (failure == null) {
            troubled.set(false);
        } else if (troubled.compareAndSet(false, true)) {
            LOG.warn(
                    "map {}: a change could not be told and is tried again every second: {}", name, failure.toString());
        }
    }

    /** The key, or null when key or state cannot be read. */
    K arrived(byte[] storedKey, byte[] stored) {
        K key = key(storedKey);
        if (key != null) {
            try {
                replica.arrived(key, kind.states().decode(stored), time.epochMillis());
            } catch (WireException e) {
                LOG.warn("map {}: the entry {} cannot be read and is passed over: {}", name, key, e.getMessage());
                return null;
            }
        }
        return key;
    }

    private K key(byte[] stored) {
        try {
            return kind.keys().decode(stored);
        } catch (WireException e) {
            LOG.warn("map {}: a key cannot be read and is passed over: {}", name, e.getMessage());
            return null;
        }
    }
}
