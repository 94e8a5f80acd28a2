package org.breakwater.script.module.uuid;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.time.TimeSource;

/** Identifiers of time and a random node (RFC 9562 §5.1, §6.10), never the same twice. Safe on any thread. */
final class TimeUuids {

    private static final long TICKS_PER_MILLI = 10_000;
    /** From 1582-10-15 to 1970-01-01 in units of 100 ns. */
    private static final long EPOCH_TICKS = 0x01b21dd213814000L;

    private static final long VERSION = 0x1000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long MULTICAST = 0x0100_0000_0000L;
    private static final long SEQUENCE_AND_NODE = 0x3fff_ffff_ffff_ffffL;

    private final TimeSource time;
    private final long low;
    private final AtomicLong last = new AtomicLong();

    /** @param random for clock sequence and node */
    TimeUuids(TimeSource time, long random) {
        this.time = time;
        this.low = VARIANT | MULTICAST | random & SEQUENCE_AND_NODE;
    }

    UUID next() {
        long now = time.epochMillis() * TICKS_PER_MILLI + EPOCH_TICKS;
        long ticks = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = ticks << 32 | (ticks >>> 16 & 0xffff_0000L) | VERSION | ticks >>> 48 & 0x0fff;
        return new UUID(high, low);
    }
}
