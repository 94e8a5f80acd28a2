package org.breakwater.dns.zone;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * Our own numbers as a zone (RFC 6116): {@code 4.3.2.1.<zone>} asks for the number +1234. The answer is made for each
 * question from the {@link NumberSource}, so the zone cannot be transferred.
 */
public final class EnumZone implements ZoneSource {

    private static final int MAX_DIGITS = 15;
    private static final int MAX_STRING = 255;
    private static final int ORDER = 100;
    private static final int PREFERENCE = 10;
    private static final String DELIMITERS = "!#/|~,%";

    private final ZoneContents apex;
    private final ZoneLookup lookup;
    private final NumberSource numbers;
    private final long ttl;

    /**
     * A zone whose top is {@code apex}.
     *
     * @param ttlSeconds of each number's record
     */
    public EnumZone(ZoneContents apex, NumberSource numbers, long ttlSeconds) {
        this.apex = apex;
        this.lookup = new ZoneLookup(apex);
        this.numbers = numbers;
        this.ttl = ttlSeconds;
    }

    @Override
    public Name origin() {
        return apex.origin();
    }

    @Override
    public Finding find(Name name, int type) {
        String digits = digits(name);
        if (digits.isEmpty()) {
            return lookup.find(name, type);
        }
        Optional<Record> rule = numbers.uri(digits).flatMap(uri -> rule(name, uri));
        if (rule.isPresent() && (type == Type.NAPTR || type == Type.ANY)) {
            return new Finding(Finding.Kind.VOLATILE_SET, List.of(rule.get()));
        }
        boolean exists = rule.isPresent() || numbers.anyBelow(digits);
        SOARecord soa = apex.soa();
        return new Finding(
                exists ? Finding.Kind.VOLATILE_NO_DATA : Finding.Kind.VOLATILE_NO_NAME, ZoneLookup.negative(soa));
    }

    @Override
    public List<Record> set(Name name, int type) {
        return apex.set(name, type);
    }

    /** The number a name stands for; empty when it stands for none. */
    private String digits(Name name) {
        int count = name.labels() - apex.origin().labels();
        if (count < 1 || count > MAX_DIGITS) {
            return "";
        }
        StringBuilder digits = new StringBuilder(count);
        for (int i = count - 1; i >= 0; i--) {
            byte[] label = name.getLabel(i);
            if (label[0] != 1 || label[1] < '0' || label[1] > '9') {
                return "";
            }
            digits.append((char) label[1]);
        }
        return digits.toString();
    }

    /** {@code "u" "E2U+sip" "!^.*$!uri!"}; nothing when the URI does not fit into it. */
    private Optional<Record> rule(Name name, String uri) {
        String escaped = uri.replace("\\", "\\\\");
        return DELIMITERS
                .chars()
                .filter(c -> escaped.indexOf(c) < 0)
                .mapToObj(c -> (char) c + "^.*$" + (char) c + escaped + (char) c)
                .filter(regexp -> regexp.length() <= MAX_STRING)
                .findFirst()
                .map(regexp -> new NAPTRRecord(
                        name,
                        DClass.IN,
                        ttl,
                        ORDER,
                        PREFERENCE,
                        "u",
                        "E2U+sip",
                        regexp.replace("\\", "\\\\"),
                        Name.root));
    }
}
