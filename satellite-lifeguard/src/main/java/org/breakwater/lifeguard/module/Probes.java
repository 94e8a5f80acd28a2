package org.breakwater.lifeguard.module;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.lifeguard.verdict.Sign;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;

/**
 * Asks each main server with OPTIONS (RFC 3261 §11), one question at a time. An answer of any status is one; no answer
 * within the limit is a failure long before the transaction gives up. On one worker.
 */
final class Probes {

    private static final String FROM = "sip:lifeguard@localhost";

    private final Signalling signalling;
    private final TimeSource time;
    private final Mains mains;
    private final long limitNanos;
    private final Map<String, Question> open = new HashMap<>();
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    Probes(Signalling signalling, TimeSource time, Mains mains, long limitMillis) {
        this.signalling = signalling;
        this.time = time;
        this.mains = mains;
        this.limitNanos = limitMillis * 1_000_000;
    }

    private record Question(long sentNanos) {}

    /** Whether a main server answered its last question. Any thread. */
    boolean isAnswering(String main) {
        return answering.contains(main);
    }

    /** Gives up on questions that are too old and asks whoever is not being asked. */
    void tick() {
        long now = time.monotonicNanos();
        for (String main : mains.uris()) {
            Question asked = open.get(main);
            if (asked != null && now - asked.sentNanos() >= limitNanos) {
                open.remove(main);
                failed(main, "no answer within " + limitNanos / 1_000_000 + " ms");
                asked = null;
            }
            if (asked == null) {
                ask(main, new Question(now));
            }
        }
        mains.seen(new Sign.Tick());
    }

    private void ask(String main, Question question) {
        open.put(main, question);
        signalling.send(LocalRequest.of("OPTIONS", main, FROM, "", ""), reply -> replied(main, question, reply));
    }

    private void replied(String main, Question question, LocalReply reply) {
        if (open.get(main) != question) {
            return; // too late, it counted as a failure
        }
        open.remove(main);
        if (reply.message() != null) {
            answering.add(main);
            mains.seen(new Sign.Answered(main));
        } else {
            failed(main, reply.reason());
        }
    }

    private void failed(String main, String why) {
        answering.remove(main);
        mains.seen(new Sign.Failed(main, why));
    }
}
