package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones on their way between our server and a real BIND, signed, whole and in part, in both directions. */
class TransfersWithNamedTest {

    private static final String KEY = """
            key "paris" { algorithm hmac-sha256; secret "%s"; };
            """.formatted(OurServer.SECRET);

    @TempDir
    Path home;

    @Test
    void namedIsSecondaryOfTheViewItsKeyOpens() throws Exception {
        try (NamedServer named = NamedServer.prepare()) {
            String yaml = Topologies.TWO_BRANCHES.replace(
                            "prefixes: [127.0.1.0/24]",
                            "prefixes: [127.0.1.0/24]\n      key: paris\n      notify: [\"127.0.0.1:" + named.port()
                                    + "\"]")
                    + "keys:\n  - {name: paris, secret_file: secret}\n";
            try (OurServer ours = new OurServer(home, 0, yaml)) {
                named.start("", KEY + """
                        zone "pbx.test" { type secondary; file "copy"; masterfile-format text;
                          primaries port %d { 127.0.0.1 key paris; }; };
                        """.formatted(ours.address().getPort()));
                await("the zone at named", () -> answers(named, "_sip._tcp.pbx.test") == 3);
                assertThat(targets(named)).contains("lg-paris.pbx.test.").doesNotContain("lg-rome.pbx.test.");

                ours.health.set("sip1");

                await("the change at named", () -> answers(named, "_sip._tcp.pbx.test") == 2);
                assertThat(targets(named)).doesNotContain("sip1.pbx.test.");
                assertThat(ours.metrics.scrape())
                        .contains("breakwater_dns_transfers_out_total{kind=\"axfr\"} 1.0")
                        .contains("breakwater_dns_transfers_out_total{kind=\"ixfr\"} 1.0");
            }
        }
    }

    @Test
    void ourCopyFollowsNamedAndOutlivesIt() throws Exception {
        try (NamedServer named = NamedServer.prepare()) {
            int port = NamedServer.freePort();
            named.write("pbx", zone(1, "sip1"));
            named.start("ixfr-from-differences yes; notify explicit; notify-delay 0;", KEY + """
                    zone "pbx.test" { type primary; file "pbx"; allow-transfer { key paris; };
                      also-notify { 127.0.0.1 port %d key paris; }; };
                    """.formatted(port));
            String yaml = """
                    keys:
                      - {name: paris, secret_file: secret}
                    storage: copies
                    secondaries:
                      - {name: pbx.test, primaries: ["127.0.0.1:%d"], key: paris}
                    """.formatted(named.port());
            try (OurServer ours = new OurServer(home, port, yaml)) {
                await("the copy", () -> serial(ours) == 1);

                named.write("pbx", zone(2, "sip2"));
                named.reload();

                await("the change", () -> serial(ours) == 2);
                assertThat(ours.ask("127.0.0.1", "sip2.pbx.test", Type.A).getSection(Section.ANSWER))
                        .hasSize(1);
                assertThat(ours.ask("127.0.0.1", "sip1.pbx.test", Type.A).getRcode())
                        .isEqualTo(Rcode.NXDOMAIN);
                assertThat(named.log()).contains("IXFR started").contains("TSIG");
            }
            named.kill();
            assertThat(Files.list(home.resolve("copies")).count()).isEqualTo(1);
            try (OurServer alone = new OurServer(home, port, yaml)) {
                assertThat(serial(alone)).isEqualTo(2);
            }
            named.launch();
        }
    }

    @Test
    void copyWithoutItsKeyStaysEmpty() throws Exception {
        try (NamedServer named = NamedServer.prepare()) {
            named.write("pbx", zone(1, "sip1"));
            named.start("", KEY + "zone \"pbx.test\" { type primary; file \"pbx\"; allow-transfer { key paris; }; };");
            String yaml = """
                    secondaries:
                      - {name: pbx.test, primaries: ["127.0.0.1:%d"]}
                    """.formatted(named.port());
            try (OurServer ours = new OurServer(home, 0, yaml)) {
                await("the refusal", () -> named.log().contains("denied"));
                assertThat(ours.ask("127.0.0.1", "pbx.test", Type.SOA).getRcode())
                        .isEqualTo(Rcode.SERVFAIL);
            }
        }
    }

    private static String zone(int serial, String host) {
        return "$TTL 60\n@ SOA ns hostmaster " + serial + " 900 120 86400 60\n@ NS ns\nns A 192.0.2.1\n" + host
                + " A 192.0.2.2\n";
    }

    private static long serial(OurServer server) throws IOException {
        Message reply = server.ask("127.0.0.1", "pbx.test", Type.SOA);
        return reply.getSection(Section.ANSWER).stream()
                .map(record -> ((SOARecord) record).getSerial())
                .findFirst()
                .orElse(0L);
    }

    private static int answers(NamedServer named, String name) throws IOException {
        return OurServer.ask(named.address(), "127.0.0.1", name, Type.SRV)
                .getSection(Section.ANSWER)
                .size();
    }

    private static String targets(NamedServer named) throws IOException {
        return OurServer.ask(named.address(), "127.0.0.1", "_sip._tcp.pbx.test", Type.SRV)
                .getSection(Section.ANSWER)
                .stream()
                .map(Record::rdataToString)
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
        }
    }
}
