package org.breakwater.dns.zone;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * What a zone says to a question.
 *
 * @param rcode of {@link Rcode}
 * @param authoritative the AA bit
 * @param answer the answer section
 * @param authority the authority section
 * @param additional the additional section without OPT
 * @param kind how its parts may be treated
 */
public record Answer(
        int rcode,
        boolean authoritative,
        List<Record> answer,
        List<Record> authority,
        List<Record> additional,
        Kind kind) {

    /** How its parts may be treated. */
    public enum Kind {
        /** May be remembered until the zone changes; additional records may be left out. */
        STABLE,
        /** A referral: without its addresses it is useless (RFC 9471). */
        REFERRAL,
        /** May be different the next time. */
        VOLATILE,
        /** No zone here: refused, or somebody else's to answer. */
        OUTSIDE
    }

    /** Copies the lists. */
    public Answer {
        answer = List.copyOf(answer);
        authority = List.copyOf(authority);
        additional = List.copyOf(additional);
    }

    /** An answer without records. */
    public static Answer empty(int rcode, Kind kind) {
        return new Answer(rcode, false, List.of(), List.of(), List.of(), kind);
    }
}
