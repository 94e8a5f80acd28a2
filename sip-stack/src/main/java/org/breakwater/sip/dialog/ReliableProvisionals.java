package org.breakwater.sip.dialog;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Provisional responses we send reliably (RFC 3262 §3): one at a time, again and again with growing pauses until the
 * PRACK for it comes. Responses that must wait are queued, at most {@link #QUEUE_LIMIT}. Not thread-safe.
 */
public final class ReliableProvisionals {

    /** Responses that may wait for the PRACK of an earlier one. */
    public static final int QUEUE_LIMIT = 8;

    private static final int T1_MILLIS = 500;

    private final Queue<Integer> waiting = new ArrayDeque<>();
    private long nextRseq;
    private long outstandingRseq = -1;
    private int outstanding;
    private int interval;
    private int elapsed;

    /** What is to be done. */
    public sealed interface Effect permits Send, Wait, GiveUp {}

    /**
     * Send a response with {@code Require: 100rel} and this RSeq.
     *
     * @param response the handle given to {@link #offer}
     */
    public record Send(int response, long rseq) implements Effect {}

    /** Call {@link #timerFired} after so many milliseconds, unless a PRACK comes before; replaces an earlier wait. */
    public record Wait(int millis) implements Effect {}

    /** No PRACK came in 64·T1: reject the INVITE with 5xx. */
    public record GiveUp() implements Effect {}

    /**
     * Starts numbering.
     *
     * @param firstRseq random, 1 to 2^31 - 1
     */
    public ReliableProvisionals(long firstRseq) {
        this.nextRseq = firstRseq;
    }

    /**
     * A response to send reliably.
     *
     * @param response a handle the caller knows it by
     * @throws IllegalStateException when {@link #QUEUE_LIMIT} responses wait
     */
    public List<Effect> offer(int response) {
        if (outstandingRseq < 0) {
            return begin(response);
        }
        if (waiting.size() == QUEUE_LIMIT) {
            throw new IllegalStateException("too many provisional responses wait for PRACK");
        }
        waiting.add(response);
        return List.of();
    }

    /** Time to send again, or to give up. */
    public List<Effect> timerFired() {
        if (outstandingRseq < 0) {
            return List.of();
        }
        elapsed += interval;
        if (elapsed >= 64 * T1_MILLIS) {
            outstandingRseq = -1;
            waiting.clear();
            return List.of(new GiveUp());
        }
        interval = Math.min(interval * 2, 64 * T1_MILLIS - elapsed);
        return List.of(new Send(outstanding, outstandingRseq), new Wait(interval));
    }

    /** Whether a PRACK with this RSeq answers what is outstanding; if not, it gets 481. */
    public boolean matches(long rseq) {
        return outstandingRseq == rseq;
    }

    /** The PRACK of the outstanding response came: the next one goes out. */
    public List<Effect> acknowledged() {
        outstandingRseq = -1;
        return waiting.isEmpty() ? List.of() : begin(waiting.remove());
    }

    /** A final response goes out: nothing is repeated any more (RFC 3262 §3). */
    public void finished() {
        outstandingRseq = -1;
        waiting.clear();
    }

    /** Whether a PRACK is owed; then a 2xx has to wait if the response carried an offer. */
    public boolean isOutstanding() {
        return outstandingRseq >= 0;
    }

    private List<Effect> begin(int response) {
        outstanding = response;
        outstandingRseq = nextRseq++;
        interval = T1_MILLIS;
        elapsed = 0;
        return List.of(new Send(response, outstandingRseq), new Wait(interval));
    }
}
