package org.breakwater.dns.zone;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Something that knows one zone. Never blocks; any thread. */
public interface ZoneSource {

    /** The name at the top. */
    Name origin();

    /** Looks up one step: an alias is returned as it is, and the caller follows it. {@code name} is inside the zone. */
    Finding find(Name name, int type);

    /** The records of one set for the additional section; empty when there are none. */
    List<Record> set(Name name, int type);
}
