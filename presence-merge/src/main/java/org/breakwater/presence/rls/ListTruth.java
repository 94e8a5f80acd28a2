package org.breakwater.presence.rls;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list at one moment.
 *
 * @param uri of the list
 * @param name for people, empty without
 * @param members in the order of the list, each URI once: the first of two counts
 */
public record ListTruth<T>(String uri, String name, List<Member<T>> members) {

    /** Copies the members and leaves out those that come again. */
    public ListTruth {
        Set<String> uris = new HashSet<>();
        members = members.stream().filter(member -> uris.add(member.uri())).toList();
    }
}
