package org.breakwater.dns.zone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Record;

/**
 * The records of one name by type. A name that only lies between others has none (RFC 4592 §2.2.2).
 *
 * @param sets by type, each with one record at least
 */
record Node(Map<Integer, List<Record>> sets) {

    static final Node EMPTY = new Node(Map.of());

    List<Record> of(int type) {
        return sets.getOrDefault(type, List.of());
    }

    boolean has(int type) {
        return sets.containsKey(type);
    }

    /** Any one set, for questions that ask for all of them. */
    Optional<List<Record>> first() {
        return sets.keySet().stream().sorted().findFirst().map(sets::get);
    }
}
