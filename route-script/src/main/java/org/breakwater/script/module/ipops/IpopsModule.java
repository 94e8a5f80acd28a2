package org.breakwater.script.module.ipops;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.flow.Addresses;

/** Export table of the ipops module. */
public final class IpopsModule implements ScriptModule {

    private final NameService names;
    private final ModuleExports exports;
    private volatile String hostAddress;

    /** @param names looks up names, on pool threads */
    public IpopsModule(NameService names) {
        this.names = names;
        ModuleExports.Builder table = ModuleExports.of("ipops");
        tests(table);
        comparisons(table);
        detailed(table, "detailed_ip_type", ip -> true);
        detailed(table, "detailed_ipv4_type", ip -> ip.kind() == IpText.Kind.IPV4);
        detailed(table, "detailed_ipv6_type", ip -> ip.octets().length == 16);
        new Queries(names).export(table);
        table.function(FunctionExport.of("dns_set_local_ttl", RouteSets.ANY, (a, load) -> ctx -> 1, INT))
                .pv(new PvExport("HN", (spec, load) -> host(spec)));
        this.exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        runtime.blocking().execute(() -> {
            List<InetAddress> found = names.addresses(names.hostName());
            hostAddress = found.isEmpty() ? null : Addresses.text(found.get(0));
        });
    }

    private static void tests(ModuleExports.Builder table) {
        test(table, "is_ip", ip -> ip.kind() != IpText.Kind.NONE);
        test(table, "is_pure_ip", IpText::isPure);
        test(table, "is_ipv4", ip -> ip.kind() == IpText.Kind.IPV4);
        test(table, "is_ipv6", ip -> ip.kind() == IpText.Kind.IPV6);
        test(table, "is_ipv6_reference", ip -> ip.kind() == IpText.Kind.REFERENCE);
        test(table, "is_ip_rfc1918", ip -> ip.kind() == IpText.Kind.IPV4 && AddressTypes.isRfc1918(ip.octets()));
        one(table, "ip_type", ip -> switch (ip.kind()) {
            case IPV4 -> 1;
            case IPV6 -> 2;
            case REFERENCE -> 3;
            case NONE -> -1;
        });
    }

    private static void test(ModuleExports.Builder table, String name, Predicate<IpText> test) {
        one(table, name, ip -> test.test(ip) ? 1 : -1);
    }

    private static void one(ModuleExports.Builder table, String name, ToIntFunction<IpText> result) {
        table.function(FunctionExport.ofText(name, RouteSets.ANY, (ctx, text) -> result.applyAsInt(IpText.of(text))));
    }

    private static void comparisons(ModuleExports.Builder table) {
        pair(table, "compare_ips", (a, b) -> isSame(IpText.of(a), IpText.of(b), false));
        pair(table, "compare_pure_ips", (a, b) -> isSame(IpText.of(a), IpText.of(b), true));
        pair(table, "is_in_subnet", IpopsModule::isInSubnets);
    }

    private static boolean isSame(IpText a, IpText b, boolean pure) {
        return a.octets() != null && Arrays.equals(a.octets(), b.octets()) && (!pure || (a.isPure() && b.isPure()));
    }

    private static boolean isInSubnets(String address, String list) {
        IpText ip = IpText.of(address);
        if (!ip.isPure()) {
            return false;
        }
        for (String cidr : list.split(",")) {
            Subnet subnet = Subnet.parse(cidr.trim());
            if (subnet != null && subnet.contains(ip.octets())) {
                return true;
            }
        }
        return false;
    }

    private static void pair(ModuleExports.Builder table, String name, Comparison comparison) {
        table.function(FunctionExport.ofTexts(name, RouteSets.ANY, (ctx, a, b) -> comparison.holds(a, b) ? 1 : -1));
    }

    private static void detailed(ModuleExports.Builder table, String name, Predicate<IpText> fits) {
        table.function(FunctionExport.of(name, RouteSets.ANY, (a, load) -> detailed(a, name, fits), STRING, PV));
    }

    private static Action detailed(Arguments a, String name, Predicate<IpText> fits) throws FixupException {
        Expression text = a.expression(0);
        Pv result = a.pv(1);
        if (!result.isWritable()) {
            throw new FixupException(name + ": the second parameter must be a variable that can be written");
        }
        return ctx -> {
            IpText ip = IpText.of(text.asText(ctx));
            if (ip.octets() == null || !fits.test(ip)) {
                ctx.log(-1, name + ": <" + text.asText(ctx) + "> is no such address\n");
                return -1;
            }
            String type = ip.octets().length == 4 ? AddressTypes.ofIpv4(ip.octets()) : AddressTypes.ofIpv6(ip.octets());
            return result.set(ctx, Value.of(type)) ? 1 : -1;
        };
    }

    private Pv host(PvSpec spec) throws FixupException {
        String part = spec.inner() == null ? "" : spec.inner().text();
        String full = names.hostName();
        int dot = full.indexOf('.');
        Value value = switch (part) {
            case "n" -> Value.of(dot < 0 ? full : full.substring(0, dot));
            case "f" -> Value.of(full);
            case "d" -> Value.of(dot < 0 ? null : full.substring(dot + 1));
            case "i" -> Value.NULL;
            default -> throw new FixupException("$HN(" + part + "): one of n f d i");
        };
        return part.equals("i") ? ctx -> Value.of(hostAddress) : ctx -> value;
    }

    @FunctionalInterface
    private interface Comparison {
        boolean holds(String first, String second);
    }
}
