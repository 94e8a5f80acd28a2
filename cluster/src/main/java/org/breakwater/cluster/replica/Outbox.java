package org.breakwater.cluster.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Which keys have to be told to other servers. Only the key is noted; what is sent is the state it has then, so changes
 * that come faster than the network become one; and keys that come faster share a message. For each key one message is
 * on its way at a time, hence in order.
 *
 * <p>Bounded: a key is in it once, and when {@link Limits#waiting} keys wait, one more is not noted but {@code
 * overflow} is told, whose business it then is to compare everything.
 */
public final class Outbox<K> {

    private static final long RETRY_MILLIS = 1_000;

    private final ConcurrentHashMap<K, Slot> slots = new ConcurrentHashMap<>();
    private final Queue<K> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flying = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Executor executor;
    private final ScheduledExecutorService retries;
    private final Limits limits;
    private final Function<List<K>, CompletionStage<?>> send;
    private final Runnable overflow;

    /**
     * How much there may be.
     *
     * @param flying messages on their way
     * @param together keys in one message
     * @param waiting keys noted
     */
    public record Limits(int flying, int together, int waiting) {}

    /**
     * An empty one.
     *
     * @param executor where {@code send} is called; one thread
     * @param retries when sending failed, it is tried again a second later
     * @param send tells the states of keys; its stage ends when the others have them
     * @param overflow told when a key could not be noted
     */
    public Outbox(
            Executor executor,
            ScheduledExecutorService retries,
            Limits limits,
            Function<List<K>, CompletionStage<?>> send,
            Runnable overflow) {
        this.executor = executor;
        this.retries = retries;
        this.limits = limits;
        this.send = send;
        this.overflow = overflow;
    }

    /** Notes that a key's state changed. Does not block. */
    public void note(K key) {
        boolean[] lost = new boolean[1];
        slots.compute(key, (k, slot) -> {
            if (slot != null) {
                slot.dirty = true;
                return slot;
            }
            if (slots.size() >= limits.waiting()) {
                lost[0] = true;
                return null;
            }
            ready.add(k);
            return new Slot();
        });
        if (lost[0]) {
            overflow.run();
        } else {
            wake();
        }
    }

    /** Completes when everything noted for the key before this call is told. Never fails. */
    public CompletionStage<Void> settled(K key) {
        List<CompletableFuture<Void>> awaited = new ArrayList<>(1);
        slots.computeIfPresent(key, (k, slot) -> {
            awaited.add(slot.dirty ? slot.next : slot.current);
            return slot;
        });
        return awaited.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : awaited.get(0).copy();
    }

    /** Completes when everything noted so far is told. Never fails. */
    public CompletableFuture<Void> emptied() {
        return CompletableFuture.allOf(slots.keySet().stream()
                .map(key -> settled(key).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** How many keys have to be told. */
    public int waiting() {
        return slots.size();
    }

    private void wake() {
        if (!ready.isEmpty() && draining.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException stopping) {
                draining.set(false);
            }
        }
    }

    private void drain() {
        while (flying.get() < limits.flying()) {
            List<K> some = poll();
            if (some.isEmpty()) {
                break;
            }
            flying.incrementAndGet();
            launch(some);
        }
        draining.set(false);
        if (flying.get() < limits.flying()) {
            wake();
        }
    }

    private List<K> poll() {
        List<K> some = new ArrayList<>();
        K key = ready.poll();
        while (key != null) {
            some.add(key);
            key = some.size() < limits.together() ? ready.poll() : null;
        }
        return some;
    }

    private void launch(List<K> keys) {
        for (K key : keys) {
            slots.computeIfPresent(key, (k, slot) -> {
                slot.launch();
                return slot;
            });
        }
        CompletionStage<?> sent;
        try {
            sent = send.apply(keys);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        sent.whenComplete((result, failure) -> {
            flying.decrementAndGet();
            keys.forEach(key -> landed(key, failure));
            wake();
        });
    }

    private void landed(K key, Throwable failure) {
        CompletableFuture<?>[] told = {null};
        slots.computeIfPresent(key, (k, slot) -> {
            if (failure != null) {
                slot.again();
                retry(k);
                return slot;
            }
            told[0] = slot.current;
            if (!slot.dirty) {
                return null;
            }
            ready.add(k);
            return slot;
        });
        if (told[0] != null) {
            told[0].complete(null);
        }
    }

    private void retry(K key) {
        Runnable again = () -> {
            ready.add(key);
            wake();
        };
        retries.schedule(again, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Changed only while its key is locked in the map. */
    private static final class Slot {
        private boolean dirty = true;
        private CompletableFuture<Void> current = CompletableFuture.completedFuture(null);
        private CompletableFuture<Void> next = new CompletableFuture<>();

        void launch() {
            dirty = false;
            current = next;
            next = new CompletableFuture<>();
        }

        void again() {
            CompletableFuture<Void> failed = current;
            next.thenRun(() -> failed.complete(null));
            dirty = true;
        }
    }
}
