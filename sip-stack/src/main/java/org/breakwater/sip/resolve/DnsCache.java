package org.breakwater.sip.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Worker;

/**
 * Remembers answers, also that there is none, for as long as they hold; asks each question once at a time. Bounded: the
 * answer not used for longest is forgotten, and a question too many at once fails. Safe from any worker.
 */
final class DnsCache {

    static final int MAX_ANSWERS = 10_000;
    static final int MAX_QUESTIONS = 1_000;
    static final int MAX_WAITING = 10_000;

    private static final long MAX_TTL = TimeUnit.DAYS.toSeconds(1);

    private final DnsClient client;
    private final TimeSource time;
    private final int capacity;
    private final Map<Question, Held> answers = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Question, List<Waiting>> asked = new HashMap<>();
    private int waiting;

    DnsCache(DnsClient client, TimeSource time, int capacity) {
        this.client = client;
        this.time = time;
        this.capacity = capacity;
    }

    private record Question(String name, DnsType type) {}

    private record Held(DnsAnswer answer, long untilNanos) {}

    private record Waiting(Worker worker, Consumer<DnsAnswer> done) {}

    /** Called on the worker; calls back on it once, at once when the answer is held. */
    void lookup(String name, DnsType type, Worker worker, Consumer<DnsAnswer> done) {
        Question question = new Question(name, type);
        DnsAnswer held = heldOrWait(question, new Waiting(worker, done));
        if (held != null) {
            done.accept(held);
        }
    }

    /** The answer when it is known at once; else null, and the caller waits. Asks when nobody has yet. */
    private DnsAnswer heldOrWait(Question question, Waiting caller) {
        synchronized (this) {
            Held held = answers.get(question);
            if (held != null && held.untilNanos() - time.monotonicNanos() > 0) {
                return held.answer();
            }
            List<Waiting> others = asked.get(question);
            if (waiting >= MAX_WAITING || others == null && asked.size() >= MAX_QUESTIONS) {
                return DnsAnswer.failed("too many DNS questions at once", 0);
            }
            waiting++;
            if (others != null) {
                others.add(caller);
                return null;
            }
            List<Waiting> first = new ArrayList<>(1);
            first.add(caller);
            asked.put(question, first);
        }
        client.query(question.name(), question.type(), answer -> answered(question, answer));
        return null;
    }

    private void answered(Question question, DnsAnswer answer) {
        List<Waiting> callers;
        synchronized (this) {
            callers = asked.remove(question);
            if (callers == null) {
                return;
            }
            waiting -= callers.size();
            hold(question, answer);
        }
        for (Waiting caller : callers) {
            caller.worker().execute(() -> caller.done().accept(answer));
        }
    }

    private void hold(Question question, DnsAnswer answer) {
        if (answer.ttlSeconds() <= 0) {
            answers.remove(question);
            return;
        }
        long ttl = TimeUnit.SECONDS.toNanos(Math.min(answer.ttlSeconds(), MAX_TTL));
        answers.put(question, new Held(answer, time.monotonicNanos() + ttl));
        if (answers.size() > capacity) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    /** Forgets every answer. */
    synchronized void clear() {
        answers.clear();
    }

    /** How many answers are held, those that no longer hold included. */
    synchronized int size() {
        return answers.size();
    }
}
