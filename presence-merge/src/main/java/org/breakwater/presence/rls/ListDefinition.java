package org.breakwater.presence.rls;

import java.util.List;
import java.util.Set;
import org.breakwater.presence.document.pidf.Entity;

/**
 * A list as somebody set it up.
 *
 * @param uri to subscribe to; kept in one spelling
 * @param name for people, empty without
 * @param packages event packages it is for; empty for all
 */
public record ListDefinition(String uri, String name, Set<String> packages, List<Entry> entries) {

    /** Copies the collections. */
    public ListDefinition {
        uri = Entity.sip(uri);
        packages = Set.copyOf(packages);
        entries = List.copyOf(entries);
    }

    /**
     * One member.
     *
     * @param uri kept in one spelling
     * @param name for people, empty without
     */
    public record Entry(String uri, String name) {

        /** Spells the URI in the one way. */
        public Entry {
            uri = Entity.sip(uri);
        }
    }

    /** Whether it is for that event package. */
    public boolean isFor(String eventPackage) {
        return packages.isEmpty() || packages.contains(eventPackage);
    }
}
