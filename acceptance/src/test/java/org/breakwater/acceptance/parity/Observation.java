package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Collects what is seen during one run, from several threads, and knows when it has become quiet. */
final class Observation {
    /** Logged in place of a probe when an engine ended by itself. */
    static final String DIED = "PROBE the engine died";

    private static final String PROBE = "PROBE ";

    private final Normaliser normaliser;
    private final Patience patience;
    private final Set<String> seen = new HashSet<>();
    private final List<String> replies = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> probes = new ArrayList<>();
    private int events;

    /**
     * How long to watch, in milliseconds.
     *
     * @param first for the first event after a request
     * @param quiet without any event after the last one
     * @param stretch by how much the waits that a case asks for are longer
     */
    record Patience(long first, long quiet, int stretch) {
        Patience times(int factor) {
            return new Patience(first * factor, quiet * factor, stretch * factor);
        }
    }

    Observation(Normaliser normaliser, Patience patience) {
        this.normaliser = normaliser;
        this.patience = patience;
    }

    /** A line of the engine's log; only the probes count. */
    synchronized void logged(String line) {
        int at = line.indexOf(PROBE);
        if (at >= 0) {
            probes.add(normaliser.text(line.substring(at + PROBE.length()).stripTrailing()));
            noteEvent();
        }
    }

    /** A message at the sender; a byte for byte repetition is a retransmission and counts once. */
    synchronized boolean replied(String raw) {
        return note("uac " + raw, raw, replies);
    }

    /** A message at the downstream server; repetitions as above. */
    synchronized boolean requested(String raw) {
        return note("uas " + raw, raw, requests);
    }

    private boolean note(String key, String raw, List<String> into) {
        if (!seen.add(key)) {
            return false;
        }
        into.add(normaliser.message(SipText.parse(raw)));
        noteEvent();
        return true;
    }

    private void noteEvent() {
        events++;
        notifyAll();
    }

    synchronized int events() {
        return events;
    }

    /**
     * Waits until something was seen after {@code before} events and then nothing more for a while.
     *
     * @param wanted milliseconds that a patient watcher of a quick machine watches at least
     */
    synchronized void awaitQuiet(int before, long wanted) throws InterruptedException {
        long start = System.nanoTime();
        long atLeastMillis = wanted * patience.stretch();
        int known = events;
        long window = Math.max(atLeastMillis, known > before ? patience.quiet() : patience.first());
        long deadline = start + TimeUnit.MILLISECONDS.toNanos(window);
        long left = deadline - System.nanoTime();
        while (left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            if (events > known) {
                known = events;
                long quietUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.quiet());
                deadline = Math.max(quietUntil, start + TimeUnit.MILLISECONDS.toNanos(atLeastMillis));
            }
            left = deadline - System.nanoTime();
        }
    }

    synchronized Effect effect() {
        return new Effect(List.copyOf(replies), List.copyOf(requests), List.copyOf(probes));
    }
}
