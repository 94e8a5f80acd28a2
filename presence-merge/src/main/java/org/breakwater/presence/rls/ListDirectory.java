package org.breakwater.presence.rls;

import java.util.Optional;

/** Which URIs are lists; answers from memory. */
public interface ListDirectory {

    /** The list of that URI, in one spelling, if it is one. */
    Optional<ListDefinition> find(String uri);

    /** Whether it is known which there are; false for as long as they could not be read once. */
    default boolean isKnown() {
        return true;
    }
}
