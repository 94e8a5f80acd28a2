package org.breakwater.sip.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.breakwater.sip.flow.TransportCounters;
import org.breakwater.sip.flow.TransportProtocol;

/** Counts on all loops without contention. */
final class Counters {

    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder connected = new LongAdder();
    final LongAdder connectFailed = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder gated = new LongAdder();
    final LongAdder sendFailed = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder[] messagesIn = adders();
    private final LongAdder[] messagesOut = adders();

    void received(TransportProtocol protocol, int octets) {
        messagesIn[protocol.ordinal()].increment();
        bytesIn.add(octets);
    }

    void sent(TransportProtocol protocol, int octets) {
        messagesOut[protocol.ordinal()].increment();
        bytesOut.add(octets);
    }

    TransportCounters snapshot(long connections) {
        return new TransportCounters(
                connections,
                accepted.sum(),
                refused.sum(),
                connected.sum(),
                connectFailed.sum(),
                expired.sum(),
                malformed.sum(),
                gated.sum(),
                sendFailed.sum(),
                overflowed.sum(),
                bytesIn.sum(),
                bytesOut.sum(),
                byProtocol(messagesIn),
                byProtocol(messagesOut));
    }

    private static LongAdder[] adders() {
        LongAdder[] all = new LongAdder[TransportProtocol.values().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new LongAdder();
        }
        return all;
    }

    private static Map<TransportProtocol, Long> byProtocol(LongAdder[] adders) {
        Map<TransportProtocol, Long> sums = new EnumMap<>(TransportProtocol.class);
        for (TransportProtocol p : TransportProtocol.values()) {
            sums.put(p, adders[p.ordinal()].sum());
        }
        return sums;
    }
}
