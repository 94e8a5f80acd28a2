package org.breakwater.registrar.sync;

import java.util.List;
import java.util.Map;

/** What a main server says. */
public sealed interface Answer {

    /** Bucket hashes of the tables that differ. */
    record Differences(Map<SyncTable, long[]> buckets) implements Answer {}

    /**
     * Part of a table.
     *
     * @param done buckets that are complete with this; at least one
     * @param changed entries that are new or other than known
     * @param gone hashes of known entries that are no more
     */
    record Page(SyncTable table, List<Integer> done, Map<String, byte[]> changed, List<Long> gone) implements Answer {}

    /** Everything that was pushed is safe, now or from an earlier time. */
    record Taken(int registrations, int records) implements Answer {}
}
