package org.breakwater.dns.answer;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Replies by question. Bounded by construction: a question has two places, and the older reply gives way. Any thread may
 * ask and add without a lock, since replies are immutable and a lost one is only made again.
 */
final class AnswerTable {

    private final AtomicReferenceArray<EncodedAnswer> places;
    private final int mask;
    private final int seed;

    /**
     * An empty table.
     *
     * @param size places, a power of two
     * @param seed unknown to those who ask, so that they cannot choose names that meet in one place
     */
    AnswerTable(int size, int seed) {
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
        this.seed = seed;
    }

    /** The reply, or null. */
    EncodedAnswer get(Query query) {
        int place = place(query);
        EncodedAnswer found = places.getAcquire(place);
        if (found != null && found.answers(query.key(), query.keyLength())) {
            return found;
        }
        found = places.getAcquire(place ^ 1);
        return found != null && found.answers(query.key(), query.keyLength()) ? found : null;
    }

    void put(Query query, EncodedAnswer answer) {
        int place = place(query);
        EncodedAnswer older = places.getAcquire(place);
        if (older != null) {
            places.setRelease(place ^ 1, older);
        }
        places.setRelease(place, answer);
    }

    private int place(Query query) {
        int mixed = (query.hash() ^ seed) * 0x85EBCA6B;
        return (mixed >>> 15) & mask;
    }
}
