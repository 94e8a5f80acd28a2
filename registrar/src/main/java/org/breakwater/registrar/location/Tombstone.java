package org.breakwater.registrar.location;

import java.util.Comparator;

/**
 * Remembers that a binding went, so that an older copy of it from another server does not bring it back.
 *
 * @param identity which binding, by {@link BindingIdentity}
 * @param removedMillis bindings received at this millisecond since 1970 or earlier are gone
 * @param keepUntilMillis when the memory may go
 */
record Tombstone(String identity, long removedMillis, long keepUntilMillis) {

    /** The later removal counts; of the same one the longer memory. */
    static final Comparator<Tombstone> ORDER =
            Comparator.comparingLong(Tombstone::removedMillis).thenComparingLong(Tombstone::keepUntilMillis);

    boolean covers(Binding b) {
        return b.registration().receivedMillis() <= removedMillis;
    }
}
