package org.breakwater.script.module.ipops;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.resolve.DnsAnswer;
import org.breakwater.sip.resolve.DnsRecord;
import org.breakwater.sip.resolve.DnsType;

/** Functions that ask for names, and the variables that hold the answers. */
final class Queries {

    private static final int FAILED = -4;
    private static final int MISMATCH = -1;

    private final NameService names;
    private final QueryResults addresses = new QueryResults("dns", List.of("addr", "type"), List.of("ipv4", "ipv6"));
    private final QueryResults services =
            new QueryResults("srv", List.of("port", "priority", "target", "weight"), List.of());
    private final QueryResults pointers =
            new QueryResults("naptr", List.of("order", "pref", "flags", "services", "regex", "replace"), List.of());

    Queries(NameService names) {
        this.names = names;
    }

    void export(ModuleExports.Builder table) {
        table.function(blocking("dns_query", this::queryAddresses))
                .function(blocking("srv_query", this::queryServices))
                .function(blocking("naptr_query", this::queryPointers))
                .function(blocking("dns_sys_match_ip", this::match))
                .function(blocking("dns_int_match_ip", this::match))
                .pv(new PvExport("dns", addresses::bind))
                .pv(new PvExport("srvquery", services::bind))
                .pv(new PvExport("naptrquery", pointers::bind));
    }

    private static FunctionExport blocking(String name, Query query) {
        return FunctionExport.blocking(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression first = a.expression(0);
                    Expression second = a.expression(1);
                    return ctx -> query.run(ctx, first.asText(ctx), second.asText(ctx));
                },
                ArgumentKind.STRING,
                ArgumentKind.STRING);
    }

    private int queryAddresses(ScriptContext ctx, String host, String id) {
        List<InetAddress> found = names.addresses(host);
        if (found.isEmpty()) {
            addresses.put(ctx, id, null);
            return FAILED;
        }
        List<List<Value>> records = new ArrayList<>();
        boolean ipv6 = false;
        boolean ipv4 = false;
        for (InetAddress address : found) {
            boolean six = address instanceof Inet6Address;
            ipv6 |= six;
            ipv4 |= !six;
            records.add(List.of(Value.of(Addresses.text(address)), Value.of(six ? 6 : 4)));
        }
        addresses.put(
                ctx, id, new QueryResults.Answer(records, List.of(Value.of(ipv4 ? 1 : 0), Value.of(ipv6 ? 1 : 0))));
        return 1;
    }

    private int queryServices(ScriptContext ctx, String name, String id) {
        List<List<Value>> records = new ArrayList<>();
        answer(ctx, name, DnsType.SRV).stream()
                .map(DnsRecord.Srv.class::cast)
                .sorted(Comparator.comparingInt(DnsRecord.Srv::priority)
                        .thenComparing(
                                Comparator.comparingInt(DnsRecord.Srv::weight).reversed()))
                .forEach(r -> records.add(List.of(
                        Value.of(r.port()), Value.of(r.priority()), Value.of(r.target()), Value.of(r.weight()))));
        services.put(ctx, id, new QueryResults.Answer(records, List.of()));
        return 1;
    }

    private int queryPointers(ScriptContext ctx, String name, String id) {
        List<List<Value>> records = new ArrayList<>();
        answer(ctx, name, DnsType.NAPTR).stream()
                .map(DnsRecord.Naptr.class::cast)
                .sorted(Comparator.comparingInt(DnsRecord.Naptr::order).thenComparingInt(DnsRecord.Naptr::preference))
                .forEach(r -> records.add(List.of(
                        Value.of(r.order()),
                        Value.of(r.preference()),
                        Value.of(r.flags()),
                        Value.of(r.service()),
                        Value.of(""),
                        Value.of(r.replacement()))));
        pointers.put(ctx, id, new QueryResults.Answer(records, List.of()));
        return 1;
    }

    private List<DnsRecord> answer(ScriptContext ctx, String name, DnsType type) {
        DnsAnswer answer = names.query(name, type);
        if (answer.failure() != null) {
            ctx.log(0, "ipops: " + type + " of " + name + ": " + answer.failure() + "\n");
        }
        return answer.records();
    }

    private int match(ScriptContext ctx, String host, String ip) {
        IpText wanted = IpText.of(ip);
        if (wanted.octets() == null) {
            ctx.log(-1, "ipops: <" + ip + "> is no IP address\n");
            return MISMATCH;
        }
        List<InetAddress> found = names.addresses(host);
        if (found.isEmpty()) {
            return FAILED;
        }
        return found.stream().anyMatch(a -> Arrays.equals(a.getAddress(), wanted.octets())) ? 1 : MISMATCH;
    }

    @FunctionalInterface
    private interface Query {
        int run(ScriptContext ctx, String first, String second);
    }
}
