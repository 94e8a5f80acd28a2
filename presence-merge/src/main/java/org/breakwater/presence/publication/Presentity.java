package org.breakwater.presence.publication;

import java.util.Comparator;
import java.util.List;

/**
 * What is published about somebody by one event package.
 *
 * @param publications by id; never empty
 */
public record Presentity(List<Published> publications) {

    /** Sorts and copies. */
    public Presentity {
        publications = publications.stream()
                .sorted(Comparator.comparing(Published::id))
                .toList();
    }

    /** The publication of that id, or null. */
    public Published find(String id) {
        for (Published p : publications) {
            if (p.id().equals(id)) {
                return p;
            }
        }
        return null;
    }
}
