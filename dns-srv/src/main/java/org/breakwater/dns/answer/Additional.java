package org.breakwater.dns.answer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What a client is going to ask next: SRV records behind NAPTR, addresses behind SRV, NS and MX. */
final class Additional {

    private static final int MAX_RECORDS = 32;

    private final BiFunction<Name, Integer, List<Record>> sets;
    private final Set<Record> records = new LinkedHashSet<>();

    /** {@code sets} finds records by name and type. */
    Additional(BiFunction<Name, Integer, List<Record>> sets) {
        this.sets = sets;
    }

    List<Record> of(List<Record> answer) {
        List<Record> services = new ArrayList<>();
        for (Record record : answer) {
            if (record instanceof NAPTRRecord naptr && naptr.getFlags().equalsIgnoreCase("S")) {
                services.addAll(sets.apply(naptr.getReplacement(), Type.SRV));
            }
        }
        records.addAll(services);
        answer.forEach(this::addAddresses);
        services.forEach(this::addAddresses);
        answer.forEach(records::remove);
        return records.stream().limit(MAX_RECORDS).toList();
    }

    private void addAddresses(Record record) {
        Name target = record.getAdditionalName();
        if (target != null && record.getType() != Type.NAPTR) {
            records.addAll(sets.apply(target, Type.A));
            records.addAll(sets.apply(target, Type.AAAA));
        }
    }
}
