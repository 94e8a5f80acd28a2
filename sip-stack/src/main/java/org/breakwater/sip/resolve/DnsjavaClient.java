package org.breakwater.sip.resolve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks recursive DNS servers through dnsjava, whose own thread reads the answers. */
public final class DnsjavaClient implements DnsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int RETRIES = 2;
    private static final int MAX_ALIASES = 8;
    private static final long NEGATIVE_TTL = 30;
    private static final long FAILURE_TTL = 2;

    private final Resolver resolver;

    /**
     * A client of certain servers.
     *
     * @param servers addresses and ports; empty for those the system is configured with
     * @throws UnknownHostException when the system has no usable server
     */
    public DnsjavaClient(List<InetSocketAddress> servers) throws UnknownHostException {
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver one = new SimpleResolver(server.getAddress());
            one.setPort(server.getPort());
            one.setTimeout(TIMEOUT);
            each.add(one);
        }
        ExtendedResolver all = each.isEmpty() ? new ExtendedResolver() : new ExtendedResolver(each);
        all.setTimeout(TIMEOUT);
        all.setRetries(RETRIES);
        resolver = all;
    }

    @Override
    public void query(String name, DnsType type, Consumer<DnsAnswer> done) {
        Message question;
        try {
            question = Message.newQuery(
                    Record.newRecord(Name.fromString(name, Name.root), Type.value(type.name()), DClass.IN));
        } catch (TextParseException e) {
            done.accept(DnsAnswer.failed("not a host name: " + name, NEGATIVE_TTL));
            return;
        }
        resolver.sendAsync(question)
                .whenComplete((answer, fault) -> done.accept(
                        fault != null ? DnsAnswer.failed(text(fault), FAILURE_TTL) : read(answer, question, type)));
    }

    private static String text(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        boolean quiet = cause instanceof IOException;
        return "DNS server does not answer" + (quiet ? "" : ": " + cause);
    }

    private static DnsAnswer read(Message answer, Message question, DnsType type) {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return DnsAnswer.failed("DNS answers " + Rcode.string(code), FAILURE_TTL);
        }
        Name name = question.getQuestion().getName();
        int wanted = Type.value(type.name());
        long ttl = Long.MAX_VALUE;
        List<DnsRecord> records = new ArrayList<>();
        for (int hop = 0; hop <= MAX_ALIASES && records.isEmpty(); hop++) {
            Name alias = null;
            for (Record record : answer.getSection(Section.ANSWER)) {
                if (!record.getName().equals(name)) {
                    continue;
                }
                if (record.getType() == wanted) {
                    records.add(convert(record));
                    ttl = Math.min(ttl, record.getTTL());
                } else if (record instanceof CNAMERecord cname) {
                    alias = cname.getTarget();
                    ttl = Math.min(ttl, record.getTTL());
                }
            }
            if (alias == null) {
                break;
            }
            name = alias;
        }
        return records.isEmpty() ? DnsAnswer.none(negativeTtl(answer)) : DnsAnswer.of(records, ttl);
    }

    private static long negativeTtl(Message answer) {
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return Math.min(soa.getTTL(), soa.getMinimum());
            }
        }
        return NEGATIVE_TTL;
    }

    private static DnsRecord convert(Record record) {
        if (record instanceof ARecord a) {
            return new DnsRecord.Address(a.getAddress());
        }
        if (record instanceof AAAARecord aaaa) {
            return new DnsRecord.Address(aaaa.getAddress());
        }
        if (record instanceof SRVRecord srv) {
            return new DnsRecord.Srv(srv.getPriority(), srv.getWeight(), srv.getPort(), text(srv.getTarget()));
        }
        NAPTRRecord naptr = (NAPTRRecord) record;
        return new DnsRecord.Naptr(
                naptr.getOrder(),
                naptr.getPreference(),
                naptr.getFlags().toUpperCase(Locale.ROOT),
                naptr.getService().toUpperCase(Locale.ROOT),
                text(naptr.getReplacement()));
    }

    private static String text(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
    }
}
