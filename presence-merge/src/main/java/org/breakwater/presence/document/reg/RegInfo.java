package org.breakwater.presence.document.reg;

import java.util.List;

/**
 * A document of the package {@code reg}.
 *
 * @param version grows by one with each document of a subscription
 * @param full whether what is not in it is no more
 */
public record RegInfo(long version, boolean full, List<Registration> registrations) {

    /** Copies the list. */
    public RegInfo {
        registrations = List.copyOf(registrations);
    }
}
