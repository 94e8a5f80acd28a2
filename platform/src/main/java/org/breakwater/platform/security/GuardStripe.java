package org.breakwater.platform.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A part of all sources, under one lock. Times are nanoseconds of the monotonic clock. */
final class GuardStripe {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long AUTHENTICATED_FOR = 3600 * SECOND;
    private static final int MOST_DOUBLINGS = 16;

    private final GuardLimits limits;
    private final Map<Address128, Source> sources;
    private final Map<Address128, Sentence> sentences;

    GuardStripe(GuardLimits limits, int maxSources, int maxSentences) {
        this.limits = limits;
        this.sources = bounded(maxSources, true);
        this.sentences = bounded(maxSentences, false);
    }

    synchronized SourceGuard.Verdict admit(Address128 key, long now) {
        if (isBanned(key, now)) {
            return SourceGuard.Verdict.BANNED;
        }
        Source source = sources.computeIfAbsent(key, k -> new Source(now));
        int factor = source.isAuthenticated(now) ? limits.authenticatedFactor() : 1;
        long interval = Math.max(1, SECOND / ((long) limits.messagesPerSecond() * factor));
        long tolerance = interval * ((long) limits.burst() * factor - 1);
        return source.take(now, interval, tolerance) ? SourceGuard.Verdict.ALLOWED : SourceGuard.Verdict.RATE_LIMITED;
    }

    synchronized boolean isBanned(Address128 key, long now) {
        if (sentences.isEmpty()) {
            return false;
        }
        Sentence sentence = sentences.get(key);
        return sentence != null && sentence.until - now > 0;
    }

    /** Length of the ban that begins, 0 when none does. */
    synchronized long failed(Address128 key, long now) {
        if (isBanned(key, now)) {
            return 0;
        }
        Source source = sources.computeIfAbsent(key, k -> new Source(now));
        if (source.countFailure(now, limits.banWindowSeconds() * SECOND) < limits.banFailures()) {
            return 0;
        }
        source.failures = 0;
        return sentence(key, now);
    }

    synchronized void succeeded(Address128 key, long now) {
        sources.computeIfAbsent(key, k -> new Source(now)).authenticatedAt = now;
        sources.get(key).everAuthenticated = true;
    }

    synchronized boolean pardon(Address128 key) {
        sources.remove(key);
        return sentences.remove(key) != null;
    }

    synchronized void forEachBan(long now, ObjLongConsumer<Address128> action) {
        sentences.forEach((key, sentence) -> {
            if (sentence.until - now > 0) {
                action.accept(key, sentence.until - now);
            }
        });
    }

    private long sentence(Address128 key, long now) {
        Sentence earlier = sentences.remove(key);
        boolean again = earlier != null && now - earlier.until < DAY;
        int doublings = again ? Math.min(MOST_DOUBLINGS, earlier.doublings + 1) : 0;
        long length = Math.min(DAY, limits.banSeconds() * SECOND << doublings);
        sentences.put(key, new Sentence(now + length, doublings));
        return length;
    }

    private static <V> Map<Address128, V> bounded(int limit, boolean accessOrder) {
        return new LinkedHashMap<>(16, 0.75f, accessOrder) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Address128, V> eldest) {
                return size() > limit;
            }
        };
    }

    private record Sentence(long until, int doublings) {}

    private static final class Source {
        private long nextMessageAt;
        private long windowStart;
        private int failures;
        private long authenticatedAt;
        private boolean everAuthenticated;

        Source(long now) {
            nextMessageAt = now;
            windowStart = now;
        }

        boolean isAuthenticated(long now) {
            return everAuthenticated && now - authenticatedAt < AUTHENTICATED_FOR;
        }

        /** A token bucket as one number: the time at which the bucket would be full again. */
        boolean take(long now, long interval, long tolerance) {
            long at = nextMessageAt - now > 0 ? nextMessageAt : now;
            if (at - now > tolerance) {
                return false;
            }
            nextMessageAt = at + interval;
            return true;
        }

        int countFailure(long now, long window) {
            if (now - windowStart >= window) {
                windowStart = now;
                failures = 0;
            }
            return ++failures;
        }
    }
}
