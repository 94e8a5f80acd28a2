package org.breakwater.sip.transport;

import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import org.breakwater.sip.flow.SendOutcome;

/** Messages that wait for a connection to open. Bounded: one more is refused. */
final class SendQueue {

    private final int limit;
    private final ArrayDeque<Waiting> messages = new ArrayDeque<>();

    SendQueue(int limit) {
        this.limit = limit;
    }

    private record Waiting(byte[] message, SendOutcome outcome) {}

    boolean offer(byte[] message, SendOutcome outcome) {
        return messages.size() < limit && messages.add(new Waiting(message, outcome));
    }

    /** Empties the queue in order. */
    void drain(BiConsumer<byte[], SendOutcome> consumer) {
        for (Waiting w = messages.poll(); w != null; w = messages.poll()) {
            consumer.accept(w.message(), w.outcome());
        }
    }
}
