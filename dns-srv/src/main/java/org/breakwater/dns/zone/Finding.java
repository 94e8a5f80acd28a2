package org.breakwater.dns.zone;

import java.util.List;
import org.xbill.DNS.Record;

/**
 * One step of a lookup.
 *
 * @param kind what was found
 * @param records the set, the alias, the NS records of a referral, or the SOA of a negative answer with its negative TTL
 *     (RFC 2308 §5)
 */
public record Finding(Kind kind, List<Record> records) {

    /** The zone has no data now. */
    public static final Finding UNAVAILABLE = new Finding(Kind.UNAVAILABLE, List.of());

    /** What was found. */
    public enum Kind {
        /** The records asked for. */
        SET,
        /** The records asked for, which may be others the next time. */
        VOLATILE_SET,
        /** A CNAME, or a DNAME followed by the CNAME made of it. */
        ALIAS,
        /** NS records of a zone below. */
        REFERRAL,
        /** The name exists, the type does not. */
        NO_DATA,
        /** As {@link #NO_DATA}, but it may exist the next time. */
        VOLATILE_NO_DATA,
        /** The name does not exist. */
        NO_NAME,
        /** As {@link #NO_NAME}, but it may exist the next time. */
        VOLATILE_NO_NAME,
        /** Expired or never loaded: SERVFAIL. */
        UNAVAILABLE
    }
}
