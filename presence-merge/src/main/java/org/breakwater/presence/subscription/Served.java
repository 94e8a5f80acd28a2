package org.breakwater.presence.subscription;

import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.breakwater.platform.state.Member;
import org.breakwater.presence.watcher.NotifyPort;
import org.breakwater.presence.watcher.Observation;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.sip.subscription.Notifier;
import org.breakwater.sip.subscription.SubscriptionState;

/** A subscription this server serves: its watch, and the numbers of its NOTIFYs. Belongs to the loop. */
final class Served implements NotifyPort {

    /** Numbers reserved at a time: one write of the map for so many NOTIFYs. */
    static final int BLOCK = 1000;

    /** Servers have blocks of their own, so that two that serve one subscription for a moment use no number twice. */
    private static final int SLOTS = 64;

    private static final String REJECTED = "rejected";
    /** The phone subscribes again at once and is pending then (RFC 6665 §4.1.3). */
    private static final String ASK_AGAIN = "deactivated";

    private final Port port;
    private final Member self;
    private final String phoneKey;
    private Subscription subscription;
    private Observation watch;
    private int cseq;
    private boolean dropped;
    private boolean believed;
    private boolean outrun;

    /** What a subscription asks of the table it is in. */
    interface Port {
        /** How its watcher is handled now. */
        Handling handling(Subscription subscription);

        /** Sends it; {@code done} is run on the loop. */
        void send(Notification notification, IntConsumer done);

        /** The subscription as it is from now on is to be kept. */
        void keep(Subscription changed);

        /** Something was sent, answered or ended: the table looks whether it is over. */
        void settled(Served served);
    }

    /** Begins with the block of numbers that {@link #reserve} took last. */
    Served(Subscription reserved, Member self, Port port) {
        this.port = port;
        this.self = self;
        this.phoneKey = reserved.phoneKey();
        this.cseq = reserved.term().reserved() - BLOCK;
        this.subscription = reserved;
    }

    /** The same with one more block of numbers for this server; the first is whose it is that was subscribed to. */
    static Subscription reserve(Subscription s, Member self) {
        Subscription.Term t = s.term();
        int next = t.reserved() / BLOCK;
        int block = next == 0 ? 0 : next + Math.floorMod(self.node().hashCode() - next, SLOTS);
        return s.with(new Subscription.Term(t.owner(), t.expiresAtMillis(), (block + 1) * BLOCK));
    }

    /** The same with a block above the first that any other server took after this one was cut off from it. */
    static Subscription outrun(Subscription s) {
        Subscription.Term t = s.term();
        return s.with(new Subscription.Term(t.owner(), t.expiresAtMillis(), t.reserved() + SLOTS * BLOCK));
    }

    /** The version that the first document has; versions never grow faster than numbers of NOTIFY. */
    int firstVersion() {
        return cseq;
    }

    /** The phone as it was when this began; its Contact may be another by now. */
    String phoneKey() {
        return phoneKey;
    }

    void watch(Observation newWatch) {
        watch = newWatch;
    }

    Subscription subscription() {
        return subscription;
    }

    void change(UnaryOperator<Subscription> how) {
        subscription = how.apply(subscription);
    }

    int reserved() {
        return subscription.term().reserved();
    }

    Notifier.State state() {
        return watch.state();
    }

    boolean isOver() {
        return dropped || watch.isEnded();
    }

    void subscribe(int seconds) {
        watch.subscribe(seconds, port.handling(subscription).compareTo(Handling.CONFIRM) > 0);
        review();
        port.settled(this);
    }

    void giveUpWaiting() {
        if (!isOver()) {
            watch.giveUpWaiting();
            port.settled(this);
        }
    }

    void changed() {
        if (!isOver()) {
            review();
            watch.changed();
        }
    }

    void memberChanged(String entity) {
        if (!isOver()) {
            watch.memberChanged(entity);
        }
    }

    /** Whoever is watched may have decided otherwise since. */
    private void review() {
        Handling handling = port.handling(subscription);
        switch (watch.state()) {
            case PENDING -> {
                if (handling != Handling.CONFIRM) {
                    watch.decided(handling != Handling.BLOCK);
                }
            }
            case ACTIVE -> {
                if (handling == Handling.BLOCK) {
                    watch.terminate(REJECTED);
                } else if (handling == Handling.CONFIRM) {
                    watch.terminate(ASK_AGAIN);
                }
            }
            default -> {}
        }
    }

    /**
     * Whether the phone believed this server before and now calls a number too low: while the mains are cut off from one
     * another both serve it.
     */
    boolean isOutrun() {
        return outrun;
    }

    /** Another server serves it, or the phone has a new one: nothing more is sent. */
    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }

    @Override
    public void send(SubscriptionState state, String contentType, String body, Outcome outcome) {
        if (dropped) {
            outcome.failedForGood();
            return;
        }
        if (++cseq > subscription.term().reserved()) {
            subscription = reserve(subscription, self);
            cseq = subscription.term().reserved() - BLOCK + 1;
            port.keep(subscription);
        }
        int number = cseq;
        port.send(new Notification(subscription, number, state, contentType, body), status -> {
            answered(NotifyAnswer.of(status), number, outcome);
            port.settled(this);
        });
    }

    private void answered(NotifyAnswer answer, int number, Outcome outcome) {
        switch (answer) {
            case TAKEN -> {
                believed = true;
                outcome.taken();
            }
            case FAILED -> outcome.failedForNow();
            case OUT_OF_ORDER -> {
                // An older one came late. And a phone that answers this to everything is tried at its pace.
                outrun = believed && number == cseq;
                outcome.failedForNow();
            }
            case GONE -> outcome.failedForGood();
        }
    }
}
