package org.breakwater.sip.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * When to register, to refresh and to try again (RFC 3261 §10.2, RFC 5626 §4.5), without sending anything itself. Not
 * thread-safe.
 */
final class RegistrationMachine {

    private static final int BASE_RETRY_SECONDS = 30;
    private static final int MAX_RETRY_SECONDS = 1800;
    private static final int MAX_MARGIN_SECONDS = 60;

    private final int wanted;
    private final DoubleSupplier random;
    private State state = State.IDLE;
    private int asked;
    private int failures;
    private boolean intervalCorrected;

    /** Where the registration is. */
    enum State {
        IDLE,
        REGISTERING,
        REGISTERED,
        WAITING_TO_RETRY,
        UNREGISTERING,
        ENDED
    }

    /** What is to be done. */
    sealed interface Effect permits Send, Schedule, Report {}

    /** Send REGISTER with this Expires. */
    record Send(int expires) implements Effect {}

    /** Call {@link #timerFired} after so many milliseconds; replaces an earlier timer. */
    record Schedule(long millis) implements Effect {}

    /** Tell the listener. */
    record Report(RegistrationEvent event) implements Effect {}

    /**
     * A registration not begun.
     *
     * @param wantedSeconds Expires to ask for
     * @param random 0 to 1, spreads retries
     */
    RegistrationMachine(int wantedSeconds, DoubleSupplier random) {
        this.wanted = wantedSeconds;
        this.asked = wantedSeconds;
        this.random = random;
    }

    State state() {
        return state;
    }

    List<Effect> register() {
        state = State.REGISTERING;
        return List.of(new Send(asked));
    }

    List<Effect> unregister() {
        if (state == State.REGISTERED || state == State.REGISTERING) {
            state = State.UNREGISTERING;
            return List.of(new Send(0));
        }
        state = State.ENDED;
        return List.of(new Report(new RegistrationEvent.Unregistered()));
    }

    /** A 2xx: {@code granted} seconds for our contact, or -1 when it did not say. */
    List<Effect> succeeded(int granted) {
        if (state == State.UNREGISTERING || state == State.ENDED) {
            return ended();
        }
        int expires = granted < 0 ? asked : granted;
        failures = 0;
        intervalCorrected = false;
        state = State.REGISTERED;
        return List.of(
                new Schedule(refreshAfter(expires) * 1000L), new Report(new RegistrationEvent.Registered(expires)));
    }

    /**
     * A final failure, credentials having been tried.
     *
     * @param minExpires of a 423, or -1
     * @param retryAfter in seconds, or -1
     */
    List<Effect> failed(Failure failure, int minExpires, int retryAfter) {
        if (state == State.UNREGISTERING || state == State.ENDED) {
            return ended();
        }
        if (failure.status() == 423 && minExpires > asked && !intervalCorrected) {
            asked = minExpires;
            intervalCorrected = true;
            return List.of(new Send(asked));
        }
        failures++;
        List<Effect> effects = new ArrayList<>();
        int wait = isPermanent(failure) ? -1 : retryAfter >= 0 ? retryAfter : backOff();
        state = wait < 0 ? State.ENDED : State.WAITING_TO_RETRY;
        if (wait >= 0) {
            effects.add(new Schedule(wait * 1000L));
        }
        effects.add(new Report(new RegistrationEvent.Failed(failure, wait)));
        return effects;
    }

    /** The connection we registered over is gone: register again at once over a new one (RFC 5626 §4.4). */
    List<Effect> flowFailed() {
        return state == State.REGISTERED ? register() : List.of();
    }

    List<Effect> timerFired() {
        return state == State.REGISTERED || state == State.WAITING_TO_RETRY ? register() : List.of();
    }

    private List<Effect> ended() {
        boolean already = state == State.ENDED;
        state = State.ENDED;
        return already ? List.of() : List.of(new Report(new RegistrationEvent.Unregistered()));
    }

    private static boolean isPermanent(Failure failure) {
        int status = failure.status();
        return !failure.local() && status < 500 && status != 408 && status != 480;
    }

    private int backOff() {
        double longest = Math.min(MAX_RETRY_SECONDS, BASE_RETRY_SECONDS * Math.pow(2, Math.min(failures, 10)));
        return (int) Math.round(longest * (0.5 + random.getAsDouble() / 2));
    }

    private static int refreshAfter(int expires) {
        return Math.max(1, expires - Math.min(MAX_MARGIN_SECONDS, Math.max(1, expires / 4)));
    }
}
