package org.breakwater.script.module.ipops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.resolve.DnsAnswer;
import org.breakwater.sip.resolve.DnsRecord;
import org.breakwater.sip.resolve.DnsType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes were seen on Kamailio 5.6.3. */
final class IpopsTest {

    private final ModuleBench bench =
            new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new IpopsModule(new FakeNames())).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4,1,1,1,-1,-1,1,-1",
        "10.0.0.1,1,1,1,-1,-1,1,1",
        "172.31.0.1,1,1,1,-1,-1,1,1",
        "1.2.3,-1,-1,-1,-1,-1,-1,-1",
        "256.1.1.1,-1,-1,-1,-1,-1,-1,-1",
        "01.2.3.4,-1,-1,-1,-1,-1,-1,-1",
        "::1,1,1,-1,1,-1,2,-1",
        "1080::8:800:200C:417A,1,1,-1,1,-1,2,-1",
        "::ffff:1.2.3.4,1,1,-1,1,-1,2,-1",
        "fe80::1%eth0,-1,-1,-1,-1,-1,-1,-1",
        "[::1],1,-1,-1,-1,1,3,-1",
        "[1.2.3.4],-1,-1,-1,-1,-1,-1,-1",
        "abc,-1,-1,-1,-1,-1,-1,-1",
    })
    void tellsKindsOfAddresses(
            String text, int ip, int pure, int v4, int v6, int reference, int type, int privateAddress) {
        assertThat(bench.call(ctx, "is_ip", text)).isEqualTo(ip);
        assertThat(bench.call(ctx, "is_pure_ip", text)).isEqualTo(pure);
        assertThat(bench.call(ctx, "is_ipv4", text)).isEqualTo(v4);
        assertThat(bench.call(ctx, "is_ipv6", text)).isEqualTo(v6);
        assertThat(bench.call(ctx, "is_ipv6_reference", text)).isEqualTo(reference);
        assertThat(bench.call(ctx, "ip_type", text)).isEqualTo(type);
        assertThat(bench.call(ctx, "is_ip_rfc1918", text)).isEqualTo(privateAddress);
    }

    @ParameterizedTest
    @CsvSource({
        "::1,[::1],1,-1",
        "::1,0:0:0:0:0:0:0:1,1,1",
        "1.2.3.4,1.2.3.4,1,1",
        "1.2.3.4,::ffff:1.2.3.4,-1,-1",
        "abc,abc,-1,-1",
        "[::1],[::1],1,-1",
    })
    void comparesAddressesWhateverTheirSpelling(String a, String b, int same, int pure) {
        assertThat(bench.call(ctx, "compare_ips", a, b)).isEqualTo(same);
        assertThat(bench.call(ctx, "compare_pure_ips", a, b)).isEqualTo(pure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.123.123;10.0.123.1/24;1",
                "192.168.0.9;10.0.0.0/16, 192.168.0.0/24;1",
                "10.0.0.1;10.0.0.1;1",
                "10.0.0.1;10.0.0.2;-1",
                "::1;::/64;1",
                "[::1];::/64;-1",
                "1.1.1.1;1.1.1.1/33;-1",
                "1.1.1.1;foo,1.1.1.0/24;1",
                "1.1.1.1;0.0.0.0/0;1",
                "foo;10.0.0.0/8;-1",
            })
    void findsAddressesInSubnets(String ip, String subnets, int expected) {
        assertThat(bench.call(ctx, "is_in_subnet", ip, subnets)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.1.1,PRIVATE",
        "0.0.0.0,PRIVATE",
        "100.64.0.1,SHARED",
        "127.0.0.1,LOOPBACK",
        "169.254.1.1,LINK-LOCAL",
        "192.0.0.1,RESERVED",
        "203.0.113.1,TEST-NET",
        "192.88.99.1,6TO4-RELAY",
        "224.0.0.1,MULTICAST",
        "240.0.0.1,RESERVED",
        "255.255.255.255,BROADCAST",
        "8.8.8.8,PUBLIC",
        "::,UNSPECIFIED",
        "::ffff:1.2.3.4,IPV4MAP",
        "100::1,DISCARD",
        "2001::1,TEREDO",
        "2001:2::1,BMWG",
        "2001:db8::1,DOCUMENTATION",
        "2001:10::1,ORCHID",
        "2001:20::1,GLOBAL-UNICAST",
        "2002::1,6TO4",
        "fd00::1,UNIQUE-LOCAL-UNICAST",
        "fe80::1,LINK-LOCAL-UNICAST",
        "ff02::1,MULTICAST",
        "4000::1,RESERVED",
        "[::1],LOOPBACK",
    })
    void namesTheBlockAnAddressBelongsTo(String ip, String type) {
        assertThat(bench.call(ctx, "detailed_ip_type", ip, "$var(t)")).isEqualTo(1);
        assertThat(bench.print(ctx, "$var(t)")).isEqualTo(type);
    }

    @Test
    void detailedTypesOfTheOtherFamilyAreRefused() {
        assertThat(bench.call(ctx, "detailed_ipv6_type", "1.2.3.4", "$var(t)")).isEqualTo(-1);
        assertThat(bench.call(ctx, "detailed_ipv4_type", "::1", "$var(t)")).isEqualTo(-1);
        assertThat(bench.call(ctx, "detailed_ip_type", "foo", "$var(t)")).isEqualTo(-1);
    }

    @Test
    void addressesOfANameAreReadByIndex() {
        assertThat(bench.call(ctx, "dns_query", "two.example", "x")).isEqualTo(1);
        assertThat(bench.print(
                        ctx,
                        "$dns(x=>count) $dns(x=>ipv4) $dns(x=>ipv6) $dns(x=>type[0]) $dns(x=>addr[0])"
                                + " $dns(x=>addr[1]) $dns(x=>addr[9]) $dns(no=>count)"))
                .isEqualTo("2 1 1 4 192.0.2.9 2001:db8::9 <null> <null>");
        assertThat(bench.call(ctx, "dns_query", "none.example", "x")).isEqualTo(-4);
        assertThat(bench.print(ctx, "$dns(x=>count)")).isEqualTo("<null>");
    }

    @Test
    void aNameMatchesAnyOfItsAddresses() {
        assertThat(bench.call(ctx, "dns_sys_match_ip", "two.example", "2001:DB8:0::9"))
                .isEqualTo(1);
        assertThat(bench.call(ctx, "dns_int_match_ip", "two.example", "192.0.2.10"))
                .isEqualTo(-1);
        assertThat(bench.call(ctx, "dns_sys_match_ip", "none.example", "192.0.2.10"))
                .isEqualTo(-4);
    }

    @Test
    void servicesComeByPriority() {
        assertThat(bench.call(ctx, "srv_query", "_sip._udp.example", "s")).isEqualTo(1);
        assertThat(bench.print(
                        ctx,
                        "$srvquery(s=>count) $srvquery(s=>target[0]):$srvquery(s=>port[0])"
                                + " $srvquery(s=>priority[1]) $srvquery(s=>weight[1]) $srvquery(s=>port[2])"))
                .isEqualTo("2 first.example:5060 20 7 <null>");
        assertThat(bench.call(ctx, "srv_query", "_none.example", "s")).isEqualTo(1);
        assertThat(bench.print(ctx, "$srvquery(s=>count)")).isEqualTo("0");
    }

    @Test
    void theHostNameIsTakenApart() {
        assertThat(bench.print(ctx, "$HN(n) $HN(f) $HN(d) $HN(i)"))
                .isEqualTo("pbx pbx.site.example site.example <null>");
    }

    /** Knows two names and one service. */
    private static final class FakeNames implements NameService {
        @Override
        public List<InetAddress> addresses(String host) {
            return host.equals("two.example")
                    ? List.of(
                            FakeFlow.address("192.0.2.9", 0).getAddress(),
                            FakeFlow.address("2001:db8::9", 0).getAddress())
                    : List.of();
        }

        @Override
        public DnsAnswer query(String name, DnsType type) {
            return name.equals("_sip._udp.example")
                    ? DnsAnswer.of(
                            List.of(
                                    new DnsRecord.Srv(20, 7, 5061, "second.example"),
                                    new DnsRecord.Srv(10, 0, 5060, "first.example")),
                            60)
                    : DnsAnswer.none(60);
        }

        @Override
        public String hostName() {
            return "pbx.site.example";
        }
    }
}
