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

    /**
     * What was pushed is safe, now or from an earlier time.
     *
     * @param registrations how many were taken
     * @param records how many rows of {@code acc} were new
     * @param calls how many calls are safe; fewer than were pushed when the main server does not know of calls yet
     * @param refused addresses of record of which nothing was taken, because they are none of the site's
     */
    record Taken(int registrations, int records, int calls, List<String> refused) implements Answer {}
}
