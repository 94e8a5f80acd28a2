package org.breakwater.registrar.location;

import java.util.List;

/**
 * The bindings of one address of record, as one value of the shared map.
 *
 * @param bindings at least one
 */
public record AorBindings(List<Binding> bindings) {

    /** Copies the list. */
    public AorBindings {
        bindings = List.copyOf(bindings);
    }
}
