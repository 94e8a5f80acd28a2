package org.breakwater.presence.watcher;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.subscription.Notifier;
import org.breakwater.sip.subscription.SubscriptionState;

/**
 * A subscription and what its phone was shown. The states of RFC 6665 are {@link Notifier}'s; here is decided when a
 * NOTIFY goes and what is in it.
 *
 * <pre>
 *            changed, reconcile                pace allows
 *  SETTLED ──────────────────────▶ WAITING ───────────────▶ IN FLIGHT ──taken──▶ SETTLED, or WAITING if the truth moved
 *     ▲                              ▲                        │
 *     └── nothing differs            └──── retry, full ◀──failed for now
 * </pre>
 *
 * <p>A change is never queued: when a NOTIFY may go, the truth of that moment is compared with what the phone was shown
 * last. So a phone that is slow misses what is over, never what is. One NOTIFY is under way at a time; only a phone that
 * subscribes again while it owes an answer gets another. After one that failed the next is full, since nobody knows what the
 * phone knows.
 *
 * @param <T> the truth
 */
public final class Watch<T> implements Observation {

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long PATIENCE_MILLIS = 2_000;
    /** A NOTIFY that goes by another server is lost without a word when the phone's connection there breaks. */
    private static final long ANSWER_MILLIS = 3_000;

    private static final long SHORTEST_RETRY_MILLIS = 100;

    private final Notifier notifier;
    private final Supplier<T> truth;
    private final NotifyPort port;
    private final Pace pace;
    private final TimeSource time;
    private final Timers timers;
    private final Runnable goOn = this::goOn;
    private View<T> view;
    private Progress progress = Progress.SETTLED;
    private boolean mayKnow;
    private boolean fullNeeded;
    private SubscriptionState due;
    private SubscriptionState last;
    private boolean ended;
    private int sent;
    private long sentMillis;
    private boolean sentLast;
    private Timers.Timer expiry;
    private Timers.Timer wait;

    /** What is going on between us and the phone. */
    private enum Progress {
        SETTLED,
        WAITING,
        IN_FLIGHT
    }

    /** What a subscription stands on. */
    public record Ground(NotifyPort port, Pace pace, TimeSource time, Timers timers) {}

    /**
     * A subscription not begun.
     *
     * @param notifier with the bounds of its duration
     * @param view what the phone knows: nothing, or what another server showed it
     * @param truth the state at the moment of asking, from memory
     */
    public Watch(Notifier notifier, View<T> view, Supplier<T> truth, Ground ground) {
        this.notifier = notifier;
        this.view = view;
        this.truth = truth;
        this.port = ground.port();
        this.pace = ground.pace();
        this.time = ground.time();
        this.timers = ground.timers();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public Notifier.State state() {
        return notifier.state();
    }

    @Override
    public Notifier.Respond subscribe(int expiresSeconds, boolean authorised) {
        mayKnow |= authorised;
        List<Notifier.Effect> effects = notifier.subscribe(expiresSeconds, authorised, nowMillis());
        fullNeeded |= effects.size() > 1;
        perform(effects);
        return (Notifier.Respond) effects.get(0);
    }

    @Override
    public void decided(boolean allowed) {
        mayKnow |= allowed;
        fullNeeded = true;
        perform(notifier.decided(allowed, nowMillis()));
    }

    @Override
    public void changed() {
        if (notifier.state() == Notifier.State.ACTIVE) {
            proceed();
        }
    }

    @Override
    public void terminate(String reason) {
        perform(notifier.terminate(reason));
    }

    private void perform(List<Notifier.Effect> effects) {
        for (Notifier.Effect effect : effects) {
            if (effect instanceof Notifier.SendNotify notify) {
                announce(notify.state());
            } else if (effect instanceof Notifier.StartTimer timer) {
                stop(expiry);
                expiry = timers.schedule(timer.millis(), () -> perform(notifier.timerFired()));
            } else if (effect instanceof Notifier.StopTimer) {
                stop(expiry);
            }
        }
        if (notifier.state() == Notifier.State.TERMINATED && last == null) {
            end();
        }
    }

    /** NOTIFY because of the subscription itself is not held back. */
    private void announce(SubscriptionState state) {
        if (notifier.state() == Notifier.State.TERMINATED) {
            last = state;
        }
        if (progress == Progress.IN_FLIGHT && nowMillis() - sentMillis < PATIENCE_MILLIS) {
            due = state;
            return;
        }
        settle();
        sendFull(state);
    }

    private void proceed() {
        if (progress != Progress.SETTLED) {
            return;
        }
        long delay = pace.delayMillis();
        if (delay > 0 || pace.isSilent()) {
            if (!fullNeeded && view.change(truth.get()).isEmpty()) {
                return;
            }
            if (pace.holds(goOn)) {
                progress = Progress.WAITING;
                return;
            }
            if (delay > 0) {
                waitFor(delay);
                return;
            }
        }
        SubscriptionState state = header();
        if (state == null) {
            pace.left(goOn);
            return;
        }
        if (fullNeeded) {
            sendFull(state);
            return;
        }
        Optional<View.Shown<T>> shown = view.change(truth.get());
        shown.ifPresent(s -> send(state, s));
    }

    /** Subscription-State of a NOTIFY now; null when there is none to be sent. */
    private SubscriptionState header() {
        if (last != null || due != null) {
            return last != null ? last : due;
        }
        for (Notifier.Effect effect : notifier.changed(nowMillis())) {
            if (effect instanceof Notifier.SendNotify notify) {
                return notify.state();
            }
        }
        return null;
    }

    /** Who may not know it, or not yet, gets the state of the subscription and nothing else. */
    private void sendFull(SubscriptionState state) {
        fullNeeded = false;
        if (mayKnow) {
            send(state, last != null ? view.last(truth.get()) : view.full(truth.get()));
        } else {
            send(state, "", "");
        }
    }

    private void send(SubscriptionState state, View.Shown<T> shown) {
        view = shown.after();
        send(state, shown.contentType(), shown.body());
    }

    private void send(SubscriptionState state, String contentType, String body) {
        sentLast = last != null;
        due = null;
        progress = Progress.IN_FLIGHT;
        int number = ++sent;
        sentMillis = nowMillis();
        pace.sent();
        port.send(state, contentType, body, new NotifyPort.Outcome() {
            @Override
            public void taken() {
                if (number == sent) {
                    answered(sentLast);
                }
                pace.taken();
            }

            @Override
            public void failedForNow() {
                if (number == sent) {
                    failed(sentLast, false);
                }
            }

            @Override
            public void failedForGood() {
                last = null;
                perform(notifier.notifyFailed());
                end();
                pace.taken();
            }
        });
    }

    @Override
    public void giveUpWaiting() {
        if (progress == Progress.IN_FLIGHT && nowMillis() - sentMillis >= ANSWER_MILLIS) {
            sent++;
            failed(sentLast, true);
        }
    }

    private void failed(boolean wasLast, boolean unanswered) {
        fullNeeded = true;
        if (wasLast || ended) {
            end();
            return;
        }
        long retry = pace.failed(goOn, unanswered);
        progress = Progress.WAITING;
        if (retry >= 0) {
            waitFor(Math.max(SHORTEST_RETRY_MILLIS, retry - (nowMillis() - sentMillis)));
        }
    }

    private void answered(boolean wasLast) {
        if (ended) {
            return;
        }
        progress = Progress.SETTLED;
        if (wasLast) {
            end();
        } else if (last != null || due != null) {
            sendFull(header());
        } else {
            proceed();
        }
    }

    private void waitFor(long millis) {
        stop(wait);
        progress = Progress.WAITING;
        wait = timers.schedule(millis, goOn);
    }

    private void goOn() {
        if (progress == Progress.WAITING) {
            settle();
            proceed();
        }
    }

    private void settle() {
        stop(wait);
        wait = null;
        progress = Progress.SETTLED;
    }

    private void end() {
        ended = true;
        stop(expiry);
        settle();
        pace.left(goOn);
    }

    private static void stop(Timers.Timer timerOrNull) {
        if (timerOrNull != null) {
            timerOrNull.cancel();
        }
    }

    private long nowMillis() {
        return time.monotonicNanos() / NANOS_PER_MILLI;
    }
}
