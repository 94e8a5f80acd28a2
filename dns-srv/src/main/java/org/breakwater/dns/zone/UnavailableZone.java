package org.breakwater.dns.zone;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A zone that is served here but has no data: never transferred, or expired (RFC 1034 §4.3.5).
 *
 * @param origin the name at the top
 */
public record UnavailableZone(Name origin) implements ZoneSource {

    @Override
    public Finding find(Name name, int type) {
        return Finding.UNAVAILABLE;
    }

    @Override
    public List<Record> set(Name name, int type) {
        return List.of();
    }
}
