package org.breakwater.dns.answer;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLongArray;
import org.breakwater.platform.security.NetworkList;

/**
 * Limits how many replies over UDP one network gets, so that nobody drowns a third party in our answers by forging its
 * address. A bucket of tokens for each network, in a table of fixed size: networks that meet in one place share its
 * fate for as long as both send. Any thread, no locks.
 */
public final class RateLimiter {

    private static final int PLACES = 1 << 16;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int TIME_BITS = 28;
    private static final int TOKEN_BITS = 20;
    /** 15 bits, so that a bucket is never negative. */
    private static final int TAG_MASK = 0x7fff;

    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final long TOKEN_MASK = (1L << TOKEN_BITS) - 1;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);
    private final Limits limits;
    private final int seed;

    /** Nothing was sent yet; {@code seed} keeps others from choosing networks that meet. */
    public RateLimiter(Limits limits, int seed) {
        this.limits = limits;
        this.seed = seed;
    }

    /**
     * What one network gets.
     *
     * @param responsesPerSecond 0 for no limit, else up to 100,000
     * @param slip every how many refused replies one is sent truncated, so that a real client comes back over TCP; 0 for
     *     never
     * @param ipv4Prefix length of an IPv4 network, 0–32
     * @param ipv6Prefix length of an IPv6 network, 0–64
     * @param exempt never limited
     */
    public record Limits(int responsesPerSecond, int slip, int ipv4Prefix, int ipv6Prefix, NetworkList exempt) {}

    Limits limits() {
        return limits;
    }

    /** Takes a token. False when the network has none left. */
    boolean admit(InetAddress source, long nanos) {
        if (limits.responsesPerSecond() == 0 || limits.exempt().contains(source)) {
            return true;
        }
        int hash = hash(source);
        int place = hash >>> 16;
        long tag = hash & TAG_MASK;
        long now = nanos / NANOS_PER_MILLI & TIME_MASK;
        while (true) {
            long before = places.get(place);
            long after = spend(before, tag, now);
            if (after < 0) {
                return false;
            }
            if (places.compareAndSet(place, before, after)) {
                return true;
            }
        }
    }

    /** The bucket after a reply; -1 when it is empty. A bucket holds one second's tokens. */
    private long spend(long bucket, long tag, long now) {
        long full = limits.responsesPerSecond();
        long tokens = full;
        long since = now;
        if (bucket != 0 && bucket >>> TIME_BITS + TOKEN_BITS == tag) {
            long then = bucket & TIME_MASK;
            long elapsed = now - then & TIME_MASK;
            long earned = elapsed * full / 1000;
            tokens = Math.min(full, (bucket >>> TIME_BITS & TOKEN_MASK) + earned);
            // Time that did not yet earn a whole token must not be lost.
            since = earned == 0 ? then : now;
        }
        return tokens == 0 ? -1 : tag << TIME_BITS + TOKEN_BITS | tokens - 1 << TIME_BITS | since;
    }

    private int hash(InetAddress source) {
        byte[] octets = source.getAddress();
        int bits = octets.length == 4 ? limits.ipv4Prefix() : limits.ipv6Prefix();
        int h = seed;
        for (int i = 0; i < octets.length && i * 8 < bits; i++) {
            int keep = Math.min(8, bits - i * 8);
            h = (h ^ octets[i] & 0xff00 >> keep & 0xff) * 0x01000193;
        }
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
