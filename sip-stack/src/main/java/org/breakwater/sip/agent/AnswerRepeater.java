package org.breakwater.sip.agent;

import java.util.function.Supplier;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.message.ResponseBuilder;

/** Repeats the 2xx to an INVITE until its ACK comes, on every transport (RFC 3261 §13.3.1.4). */
final class AnswerRepeater {

    private static final int T1_MILLIS = 500;
    private static final int T2_MILLIS = 4000;
    private static final int GIVE_UP_MILLIS = 64 * T1_MILLIS;

    private final Timers timers;
    private final Signalling.ReceivedRequest invite;
    private final Supplier<ResponseBuilder> answer;
    private final Runnable noAck;
    private Timers.Timer timer = () -> {};
    private int interval = T1_MILLIS;
    private int elapsed;

    AnswerRepeater(Timers timers, Signalling.ReceivedRequest invite, Supplier<ResponseBuilder> answer, Runnable noAck) {
        this.timers = timers;
        this.invite = invite;
        this.answer = answer;
        this.noAck = noAck;
    }

    void start() {
        invite.respond(answer.get());
        timer = timers.schedule(interval, this::again);
    }

    void acknowledged() {
        timer.cancel();
    }

    private void again() {
        elapsed += interval;
        if (elapsed >= GIVE_UP_MILLIS) {
            noAck.run();
            return;
        }
        invite.respond(answer.get());
        interval = Math.min(Math.min(2 * interval, T2_MILLIS), GIVE_UP_MILLIS - elapsed);
        timer = timers.schedule(interval, this::again);
    }
}
