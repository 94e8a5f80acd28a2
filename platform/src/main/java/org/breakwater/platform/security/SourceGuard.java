package org.breakwater.platform.security;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.time.TimeSource;

/**
 * Limits what one source can do: how fast it sends, how often it may fail before it is not heard any more.
 *
 * <p>A source is an IPv4 address or an IPv6 /64 network. Trusted networks are never limited. One guard serves all event
 * loops; a call takes a lock shared with a sixteenth of all sources for well under a microsecond. At most 65,536 sources
 * are remembered: the one that was quiet longest is forgotten first. Bans have room of their own, so that a flood of new
 * sources cannot wash them away.
 */
public final class SourceGuard {

    private static final int STRIPES = 16;
    private static final int SOURCES_PER_STRIPE = 4096;
    private static final int BANS_PER_STRIPE = 2048;

    private final NetworkList trusted;
    private final TimeSource time;
    private final GuardStripe[] stripes = new GuardStripe[STRIPES];

    /** {@code trusted} is never limited. */
    public SourceGuard(GuardLimits limits, NetworkList trusted, TimeSource time) {
        this.trusted = trusted;
        this.time = time;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new GuardStripe(limits, SOURCES_PER_STRIPE, BANS_PER_STRIPE);
        }
    }

    /** Asks for every message whether it may be looked at, and counts it. */
    public Verdict admit(InetAddress source) {
        if (trusted.contains(source)) {
            return Verdict.ALLOWED;
        }
        Address128 key = SourceKey.of(source);
        return stripe(key).admit(key, time.monotonicNanos());
    }

    /** True while the source is banned; for connections before their first message. */
    public boolean isBanned(InetAddress source) {
        Address128 key = SourceKey.of(source);
        return !trusted.contains(source) && stripe(key).isBanned(key, time.monotonicNanos());
    }

    /**
     * Counts a failed authentication, a refused registration or the like.
     *
     * @return for how long the source is banned from now on, when this failure was one too many
     */
    public Optional<Duration> failed(InetAddress source) {
        if (trusted.contains(source)) {
            return Optional.empty();
        }
        Address128 key = SourceKey.of(source);
        long nanos = stripe(key).failed(key, time.monotonicNanos());
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Says that the source knew a password. It may send faster for an hour; its failures still count. */
    public void succeeded(InetAddress source) {
        Address128 key = SourceKey.of(source);
        stripe(key).succeeded(key, time.monotonicNanos());
    }

    /** Ends a ban and forgets the failures. False when there was none. */
    public boolean pardon(InetAddress source) {
        Address128 key = SourceKey.of(source);
        return stripe(key).pardon(key);
    }

    /** The bans in force, for listings. */
    public List<Ban> bans() {
        List<Ban> all = new ArrayList<>();
        long now = time.monotonicNanos();
        for (GuardStripe stripe : stripes) {
            stripe.forEachBan(
                    now,
                    (key, nanosLeft) ->
                            all.add(new Ban(SourceKey.toText(key), time.now().plusNanos(nanosLeft))));
        }
        return all;
    }

    private GuardStripe stripe(Address128 key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return stripes[hash >>> 28];
    }

    /** What to do with a message. */
    public enum Verdict {
        /** Look at it. */
        ALLOWED,
        /** Too fast: drop it, or answer 503 when that costs nothing. */
        RATE_LIMITED,
        /** Drop it without an answer. */
        BANNED
    }

    /**
     * A ban in force.
     *
     * @param source address or network in CIDR notation
     * @param until when it ends
     */
    public record Ban(String source, Instant until) {}
}
