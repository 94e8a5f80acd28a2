package org.breakwater.presence.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The publications about somebody with the memory of those that went, as servers exchange it. Always in one order.
 *
 * @param present null when there are none
 * @param removed by id
 */
public record PresentityState(Presentity present, List<Removed> removed) {

    /**
     * Remembers that a publication went, so that an older copy from another server does not bring it back.
     *
     * @param touchedMillis copies last touched at this moment or earlier are gone
     * @param keepUntilMillis when the memory may go
     */
    public record Removed(String id, long touchedMillis, long keepUntilMillis) {

        static final Comparator<Removed> ORDER =
                Comparator.comparingLong(Removed::touchedMillis).thenComparingLong(Removed::keepUntilMillis);

        boolean covers(Published p) {
            return p.times().touchedMillis() <= touchedMillis;
        }
    }

    /** Of two copies of one publication the later one: by time, then by whatever else differs. */
    static final Comparator<Published> AGE = Comparator.comparingLong(
                    (Published p) -> p.times().touchedMillis())
            .thenComparingInt(Published::version)
            .thenComparing(Published::toString);

    static PresentityState of(Iterable<Published> publications, Iterable<Removed> tombstones) {
        List<Published> present = new ArrayList<>();
        publications.forEach(present::add);
        List<Removed> removed = new ArrayList<>();
        tombstones.forEach(removed::add);
        removed.sort(Comparator.comparing(Removed::id).thenComparing(Removed.ORDER));
        return new PresentityState(present.isEmpty() ? null : new Presentity(present), List.copyOf(removed));
    }

    List<Published> publications() {
        return present == null ? List.of() : present.publications();
    }
}
