package org.breakwater.platform.security;

import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A part of all sources, under one lock. Times are nanoseconds of the monotonic clock. */
final class GuardStripe {

    private static final long AUTHENTICATED_FOR = 3600 * Sentence.SECOND;

    private final GuardLimits limits;
    private final Map<Address128, Source> sources;
    private final Map<Address128, Sentence> sentences;

    GuardStripe(GuardLimits limits, int maxSources, int maxSentences) {
        this.limits = limits;
        this.sources = BoundedMap.forgettingQuietest(maxSources);
        this.sentences = BoundedMap.forgettingFirst(maxSentences);
    }

    synchronized SourceGuard.Verdict admit(Address128 key, long now) {
        if (isBanned(key, now)) {
            return SourceGuard.Verdict.BANNED;
        }
        Source source = sources.computeIfAbsent(key, k -> new Source(now));
        int factor = source.isAuthenticated(now) ? limits.authenticatedFactor() : 1;
        long interval = Math.max(1, Sentence.SECOND / ((long) limits.messagesPerSecond() * factor));
        long tolerance = interval * ((long) limits.burst() * factor - 1);
        return source.take(now, interval, tolerance) ? SourceGuard.Verdict.ALLOWED : SourceGuard.Verdict.RATE_LIMITED;
    }

    synchronized boolean isBanned(Address128 key, long now) {
        if (sentences.isEmpty()) {
            return false;
        }
        Sentence sentence = sentences.get(key);
        return sentence != null && sentence.isInForce(now);
    }

    /** Length of the ban that begins, 0 when none does. */
    synchronized long failed(Address128 key, long now) {
        if (isBanned(key, now)) {
            return 0;
        }
        Source source = sources.computeIfAbsent(key, k -> new Source(now));
        if (!source.failures.reaches(limits.banFailures(), now, limits.banWindowSeconds() * Sentence.SECOND)) {
            return 0;
        }
        Sentence sentence =
                Sentence.after(sentences.remove(key), now, limits.banSeconds() * Sentence.SECOND, Sentence.DAY);
        sentences.put(key, sentence);
        return sentence.length();
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
            if (sentence.isInForce(now)) {
                action.accept(key, sentence.until() - now);
            }
        });
    }

    private static final class Source {
        private final FailureCount failures;
        private long nextMessageAt;
        private long authenticatedAt;
        private boolean everAuthenticated;

        Source(long now) {
            nextMessageAt = now;
            failures = new FailureCount(now);
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
    }
}
