package org.breakwater.media.rtp;

/**
 * What arrived of one stream and what did not: extended sequence numbers, loss and interarrival jitter as in RFC 3550
 * §6.4.1 and appendices A.1, A.3 and A.8. A change of the synchronisation source starts a new stream whose numbers are
 * added. Not thread-safe.
 */
public final class ReceptionStatistics {

    private static final int SEQUENCE_MODULUS = 1 << 16;
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;

    private final int clockRate;
    private long received;
    private long earlierExpected;
    private boolean started;
    private long ssrc;
    private long baseSequence;
    private long highestSequence;
    private double jitter;
    private boolean hasTransit;
    private double lastTransit;

    /** Statistics of a stream whose timestamps count {@code clockRate} per second. */
    public ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Counts a packet that arrived at {@code arrivalNanos} of a monotonic clock. */
    public void received(RtpView packet, long arrivalNanos) {
        if (!started || packet.ssrc() != ssrc) {
            restart(packet);
        } else {
            follow(packet.sequence());
        }
        received++;
        updateJitter(packet.timestamp(), arrivalNanos);
    }

    /** Packets received, duplicates included. */
    public long received() {
        return received;
    }

    /** Packets that should have come by their sequence numbers. */
    public long expected() {
        return earlierExpected + currentExpected();
    }

    /** Packets missing; 0 when duplicates outweigh loss. */
    public long lost() {
        return Math.max(0, expected() - received);
    }

    /** Interarrival jitter in milliseconds. */
    public double jitterMillis() {
        return jitter * 1000 / clockRate;
    }

    private long currentExpected() {
        return started ? highestSequence - baseSequence + 1 : 0;
    }

    private void restart(RtpView packet) {
        earlierExpected += currentExpected();
        started = true;
        ssrc = packet.ssrc();
        baseSequence = packet.sequence();
        highestSequence = baseSequence;
        hasTransit = false;
    }

    private void follow(int sequence) {
        int ahead = sequence - (int) (highestSequence & 0xffff) & 0xffff;
        if (ahead < MAX_DROPOUT) {
            highestSequence += ahead;
        } else if (ahead < SEQUENCE_MODULUS - MAX_MISORDER) {
            earlierExpected += currentExpected();
            baseSequence = sequence;
            highestSequence = sequence;
        }
    }

    private void updateJitter(long timestamp, long arrivalNanos) {
        double transit = arrivalNanos / 1e9 * clockRate - timestamp;
        double difference = Math.abs(transit - lastTransit);
        if (hasTransit && difference < clockRate * 10.0) {
            jitter += (difference - jitter) / 16;
        }
        lastTransit = transit;
        hasTransit = true;
    }
}
