package org.breakwater.dns.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.zone.Answer;
import org.breakwater.dns.zone.Finding;
import org.breakwater.dns.zone.ZoneSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What one view answers, from the zones it shows. Replaced as a whole when one of them changes. Any thread. */
public final class ViewAnswers {

    private static final int MAX_ALIASES = 8;

    private final String name;
    private final Map<Name, ZoneSource> zones = new HashMap<>();
    private final AnswerTable table;

    /**
     * A view.
     *
     * @param name for listings
     * @param zones what it shows
     * @param tableSize encoded replies it remembers, a power of two
     * @param seed see {@link AnswerTable}
     */
    public ViewAnswers(String name, Collection<? extends ZoneSource> zones, int tableSize, int seed) {
        this.name = name;
        this.table = new AnswerTable(tableSize, seed);
        zones.forEach(zone -> this.zones.put(zone.origin(), zone));
    }

    /** The view's name. */
    public String name() {
        return name;
    }

    /** The zone that starts exactly at a name. */
    public Optional<ZoneSource> zone(Name origin) {
        return Optional.ofNullable(zones.get(origin));
    }

    /** The zones it shows. */
    public Collection<ZoneSource> zones() {
        return zones.values();
    }

    /** Answers a question (RFC 1034 §4.3.2), following aliases through all zones of the view. */
    public Answer resolve(Name question, int type) {
        List<Record> answer = new ArrayList<>();
        Set<Name> seen = new LinkedHashSet<>();
        Name wanted = question;
        while (true) {
            ZoneSource zone = zoneOf(wanted, type);
            if (zone == null) {
                return answer.isEmpty()
                        ? Answer.empty(Rcode.REFUSED, Answer.Kind.OUTSIDE)
                        : aliases(Rcode.NOERROR, answer);
            }
            Finding found = zone.find(wanted, type);
            if (found.kind() != Finding.Kind.ALIAS) {
                return finish(found, answer);
            }
            answer.addAll(found.records());
            seen.add(wanted);
            Record last = found.records().get(found.records().size() - 1);
            wanted = ((CNAMERecord) last).getTarget();
            if (type == Type.CNAME || type == Type.ANY) {
                // Made from a DNAME, and just what was asked for.
                return aliases(Rcode.NOERROR, answer);
            }
            if (seen.contains(wanted) || seen.size() > MAX_ALIASES) {
                return aliases(Rcode.SERVFAIL, answer);
            }
        }
    }

    /** The reply from the table; null when it must be made. */
    EncodedAnswer remembered(Query query) {
        return table.get(query);
    }

    /** Makes a reply and remembers it where that is allowed. */
    EncodedAnswer make(Query query) {
        Name question = query.lowerName();
        Answer answer = resolve(question, query.type());
        EncodedAnswer encoded = AnswerEncoder.encode(question, query.type(), answer);
        if (answer.kind() == Answer.Kind.STABLE || answer.kind() == Answer.Kind.REFERRAL) {
            table.put(query, encoded);
        }
        return encoded;
    }

    private static Answer aliases(int rcode, List<Record> answer) {
        return new Answer(rcode, true, answer, List.of(), List.of(), Answer.Kind.STABLE);
    }

    private Answer finish(Finding found, List<Record> answer) {
        boolean first = answer.isEmpty();
        Answer.Kind kind = Answer.Kind.STABLE;
        int rcode = Rcode.NOERROR;
        List<Record> authority = List.of();
        List<Record> additional = List.of();
        switch (found.kind()) {
            case UNAVAILABLE -> {
                return Answer.empty(Rcode.SERVFAIL, Answer.Kind.VOLATILE);
            }
            case SET, VOLATILE_SET -> {
                answer.addAll(found.records());
                additional = new Additional(this::addresses).of(answer);
            }
            case REFERRAL -> {
                authority = found.records();
                additional = new Additional(this::addresses).of(authority);
                kind = Answer.Kind.REFERRAL;
            }
            case NO_NAME, VOLATILE_NO_NAME -> {
                authority = found.records();
                rcode = Rcode.NXDOMAIN;
            }
            default -> authority = found.records();
        }
        if (found.kind().name().startsWith("VOLATILE")) {
            kind = Answer.Kind.VOLATILE;
        }
        boolean authoritative = !first || found.kind() != Finding.Kind.REFERRAL;
        return new Answer(rcode, authoritative, answer, authority, additional, kind);
    }

    private List<Record> addresses(Name host, int type) {
        ZoneSource zone = zoneOf(host, type);
        return zone == null ? List.of() : zone.set(host, type);
    }

    /** The zone closest to a name; a DS record belongs to the zone above (RFC 4035 §3.1.4.1). */
    private ZoneSource zoneOf(Name wanted, int type) {
        ZoneSource own = null;
        for (int skip = 0; skip < wanted.labels(); skip++) {
            ZoneSource zone = zones.get(skip == 0 ? wanted : new Name(wanted, skip));
            if (zone != null && (skip > 0 || type != Type.DS)) {
                return zone;
            }
            own = zone != null ? zone : own;
        }
        return own;
    }
}
