package org.breakwater.registrar.location;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The bindings of an address of record with the memory of those that went, as servers exchange it. Always in one order,
 * so that equal content is equal.
 *
 * @param present null when there are none
 * @param removed by identity
 */
public record AorState(AorBindings present, List<Tombstone> removed) {

    /** From the oldest to the newest: (time received, CSeq), then whatever else differs. */
    static final Comparator<Binding> AGE = Comparator.comparingLong(
                    (Binding b) -> b.registration().receivedMillis())
            .thenComparingInt(b -> b.registration().cseq())
            .thenComparing(b -> b.registration().callId())
            .thenComparing(b -> b.route().holder()) // none: read from SQL, without its connection
            .thenComparing(Binding::ruid)
            .thenComparing(Binding::toString);

    private static final Comparator<Tombstone> BY_IDENTITY =
            Comparator.comparing(Tombstone::identity).thenComparing(Tombstone.ORDER);

    /** Bindings without a memory of others. */
    public static AorState ofBindings(Iterable<Binding> bindings) {
        return of(bindings, List.of());
    }

    static AorState of(Iterable<Binding> bindings, Iterable<Tombstone> tombstones) {
        List<Binding> sorted = new ArrayList<>();
        bindings.forEach(sorted::add);
        sorted.sort(AGE);
        List<Tombstone> removed = new ArrayList<>();
        tombstones.forEach(removed::add);
        removed.sort(BY_IDENTITY);
        return new AorState(sorted.isEmpty() ? null : new AorBindings(sorted), List.copyOf(removed));
    }

    List<Binding> bindings() {
        return present == null ? List.of() : present.bindings();
    }
}
