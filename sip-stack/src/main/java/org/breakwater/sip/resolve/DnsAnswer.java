package org.breakwater.sip.resolve;

import java.util.List;

/**
 * The answer to one question.
 *
 * @param records of the type asked for, aliases followed; empty when there are none
 * @param ttlSeconds how long it holds, 0 for not at all
 * @param failure why the question could not be answered, or null: then {@code records} is the truth, even when empty
 */
public record DnsAnswer(List<DnsRecord> records, long ttlSeconds, String failure) {

    /** Copies the list. */
    public DnsAnswer {
        records = List.copyOf(records);
    }

    /** Records that exist. */
    public static DnsAnswer of(List<? extends DnsRecord> records, long ttlSeconds) {
        return new DnsAnswer(List.copyOf(records), ttlSeconds, null);
    }

    /** There is no such record. */
    public static DnsAnswer none(long ttlSeconds) {
        return new DnsAnswer(List.of(), ttlSeconds, null);
    }

    /** No server could be asked, or none knew. */
    public static DnsAnswer failed(String reason, long ttlSeconds) {
        return new DnsAnswer(List.of(), ttlSeconds, reason);
    }
}
