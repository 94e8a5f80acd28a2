package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.breakwater.dns.zone.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferIn;

/** A main server and the LifeGUARD of branch paris, both ours. */
class MainAndLifeGuardTest {

    @TempDir
    Path mainHome;

    @TempDir
    Path branchHome;

    @Test
    void lifeGuardFollowsTheMainAndGoesOnWithoutIt() throws Exception {
        int port = NamedServer.freePort();
        OurServer main = new OurServer(mainHome, 0, mainConfig("127.0.0.1:" + port));
        String branch = """
                keys: [{name: paris, secret_file: secret}]
                secondaries: [{name: pbx.test, primaries: ["127.0.0.1:%d"], key: paris}]
                """.formatted(main.address().getPort());
        try (OurServer lifeGuard = new OurServer(branchHome, port, branch)) {
            await("the first copy", () -> targets(lifeGuard).contains("lg-paris"));
            assertThat(targets(lifeGuard)).contains("sip1", "sip2").doesNotContain("lg-rome");

            main.health.set("sip1");
            await("the change", () -> !targets(lifeGuard).contains("sip1"));
            assertThat(main.metrics.scrape()).contains("breakwater_dns_transfers_out_total{kind=\"ixfr\"} 1.0");

            main.close();
            assertThat(targets(lifeGuard)).contains("sip2", "lg-paris");
        }
        try (OurServer coldStart = new OurServer(branchHome, port, branch)) {
            assertThat(targets(coldStart)).contains("sip2", "lg-paris").doesNotContain("sip1");
            assertThat(coldStart.server.status().get("copies").toString()).contains("current serial");
        }
    }

    @Test
    void lifeGuardThatIsCutOffLeadsPhonesToItself() throws Exception {
        try (OurServer main = new OurServer(mainHome, 0, mainConfig("127.0.0.1:9"))) {
            String branch = """
                    keys: [{name: paris, secret_file: secret}]
                    secondaries: [{name: pbx.test, primaries: ["127.0.0.1:%d"], key: paris}]
                    """.formatted(main.address().getPort());
            try (OurServer lifeGuard = new OurServer(branchHome, 0, branch)) {
                await("the first copy", () -> targets(lifeGuard).contains("lg-paris"));

                lifeGuard.health.set("10.0.0.11", "10.0.0.12");
                await("the own server only", () -> !targets(lifeGuard).contains("sip1"));
                assertThat(targets(lifeGuard)).contains("lg-paris").doesNotContain("sip2");
                main.health.set("sip1");
                lifeGuard.health.set();
                await("the mains again", () -> targets(lifeGuard).contains("sip2"));
            }
        }
    }

    @Test
    void zoneOfManyRecordsIsTransferredWholeAndSigned() throws Exception {
        Files.createDirectories(mainHome.resolve("zones"));
        String hosts = IntStream.range(0, 5000)
                .mapToObj(i -> "host" + i + " A 10.9." + i / 250 + "." + (i % 250 + 1) + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                mainHome.resolve("zones/large.test.zone"),
                "$TTL 60\n@ SOA ns hm 1 1 1 1 1\n@ NS ns\nns A 192.0.2.1\n" + hosts);
        try (OurServer main = new OurServer(mainHome, 0, mainConfig("127.0.0.1:9") + "zones: [{name: large.test}]\n")) {
            TSIG key = new TSIG(
                    TSIG.HMAC_SHA256,
                    Names.absolute("paris"),
                    Base64.getDecoder().decode(OurServer.SECRET));
            ZoneTransferIn transfer = ZoneTransferIn.newAXFR(Names.absolute("large.test"), main.address(), key);

            transfer.run();

            assertThat(transfer.getAXFR().stream().distinct().count()).isEqualTo(5003);
        }
    }

    @Test
    void lifeGuardWithoutACopyFails() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", NamedServer.freePort());
        String branch = "secondaries: [{name: pbx.test, primaries: [\"127.0.0.1:" + nobody.getPort() + "\"]}]\n";
        try (OurServer lifeGuard = new OurServer(branchHome, 0, branch)) {
            Message reply = lifeGuard.ask("127.0.0.1", "pbx.test", Type.SOA);

            assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        }
    }

    private static String mainConfig(String notified) {
        return Topologies.TWO_BRANCHES.replace(
                        "prefixes: [127.0.1.0/24]",
                        "prefixes: [127.0.1.0/24]\n      key: paris\n      notify: [\"" + notified + "\"]")
                + "keys: [{name: paris, secret_file: secret}]\n";
    }

    private static String targets(OurServer server) throws IOException {
        return server.ask("127.0.0.1", "_sip._tcp.pbx.test", Type.SRV).getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .collect(Collectors.joining(" "));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
        }
    }
}
