package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

class DnsServerTest {

    private static final String PBX = Topologies.TWO_BRANCHES;

    @TempDir
    Path home;

    @Test
    void questionsForOthersAreForwardedForThoseWhoMay() throws IOException {
        try (NamedServer upstream = NamedServer.prepare()) {
            upstream.write(
                    "other",
                    "$TTL 60\n@ SOA ns hm 1 1 1 1 1\n@ NS ns\nns A 192.0.2.1\n" + "big TXT "
                            + ("\"" + "x".repeat(250) + "\" ").repeat(8) + "\n");
            upstream.start("", "zone \"other.test\" { type primary; file \"other\"; };");
            String yaml = PBX + """
                    forwarding:
                      clients: [127.0.1.0/24]
                      upstreams: ["127.0.0.1:%d", "127.0.0.1:%d"]
                      timeout_millis: 500
                    """.formatted(NamedServer.freePort(), upstream.port());
            try (OurServer ours = new OurServer(home, 0, yaml)) {
                Message allowed = ours.ask("127.0.1.9", "ns.other.test", Type.A);
                Message large = ours.ask("127.0.1.9", "big.other.test", Type.TXT);
                Message denied = ours.ask("127.0.2.9", "ns.other.test", Type.A);
                Message own = ours.ask("127.0.1.9", "lg-paris.pbx.test", Type.A);

                assertThat(allowed.getRcode()).isEqualTo(Rcode.NOERROR);
                assertThat(allowed.getHeader().getFlag(Flags.RA)).isTrue();
                assertThat(allowed.getHeader().getFlag(Flags.AA)).isFalse();
                assertThat(allowed.getSection(Section.ANSWER)).hasSize(1);
                assertThat(large.getHeader().getFlag(Flags.TC)).isTrue();
                assertThat(denied.getRcode()).isEqualTo(Rcode.REFUSED);
                assertThat(own.getHeader().getFlag(Flags.AA)).isTrue();
            }
        }
    }

    @Test
    void ownNumbersAreFoundByEnum() throws IOException {
        String yaml = PBX + "enum: {zone: e164.test, name_server: sip1.pbx.test}\n";
        try (OurServer ours = new OurServer(home, 0, yaml)) {
            Message known = ours.ask("127.0.0.1", "6.5.4.3.2.1.0.3.9.4.e164.test", Type.NAPTR);
            Message unknown = ours.ask("127.0.0.1", "7.7.7.e164.test", Type.NAPTR);

            assertThat(known.getSection(Section.ANSWER).get(0).rdataToString())
                    .isEqualTo("100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:+4930123456@pbx.test!\" .");
            assertThat(unknown.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        }
    }

    @Test
    void wrongSignatureIsNotAuthorised() throws IOException {
        String yaml = PBX + "keys:\n  - {name: paris, secret_file: secret}\n";
        try (OurServer ours = new OurServer(home, 0, yaml)) {
            SimpleResolver wrongSecret = OurServer.resolver(ours.address(), "127.0.0.1");
            wrongSecret.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("paris."), new byte[32]));
            SimpleResolver unknownKey = OurServer.resolver(ours.address(), "127.0.0.1");
            unknownKey.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("nobody."), new byte[32]));

            for (SimpleResolver resolver : List.of(wrongSecret, unknownKey)) {
                Message reply = resolver.send(OurServer.question("pbx.test", Type.SOA));
                assertThat(reply.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
                assertThat(reply.getSection(Section.ANSWER)).isEmpty();
                assertThat(reply.getTSIG().getError()).isIn(Rcode.BADSIG, Rcode.BADKEY);
            }
        }
    }

    @Test
    void keyOpensItsViewFromAnyAddress() throws IOException {
        String yaml = PBX.replace("prefixes: [127.0.1.0/24]", "prefixes: [127.0.1.0/24]\n      key: paris")
                + "keys:\n  - {name: paris, secret_file: secret}\n";
        try (OurServer ours = new OurServer(home, 0, yaml)) {
            SimpleResolver resolver = OurServer.resolver(ours.address(), "127.0.2.9");
            resolver.setTSIGKey(new TSIG(
                    TSIG.HMAC_SHA256,
                    Name.fromConstantString("paris."),
                    Base64.getDecoder().decode(OurServer.SECRET)));

            Message reply = resolver.send(OurServer.question("lg-paris.pbx.test", Type.A));

            assertThat(reply.isVerified()).isTrue();
            assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void transferWithoutAKeyIsRefused() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX)) {
            SimpleResolver resolver = OurServer.resolver(ours.address(), "127.0.0.1");
            resolver.setTCP(true);

            assertThatThrownBy(() -> resolver.send(OurServer.question("pbx.test", Type.AXFR)))
                    .hasMessageContaining("REFUSED");
        }
    }

    @Test
    void notifyForAZoneOfOursIsRefused() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX)) {
            Message notify = OurServer.question("pbx.test", Type.SOA);
            notify.getHeader().setOpcode(Opcode.NOTIFY);

            assertThat(OurServer.resolver(ours.address(), "127.0.0.1")
                            .send(notify)
                            .getRcode())
                    .isEqualTo(Rcode.REFUSED);
        }
    }

    @Test
    void healthChangesAnswersAndSerial() throws Exception {
        try (OurServer ours = new OurServer(home, 0, PBX)) {
            long before = serial(ours);

            ours.health.set("sip1");
            awaitAnswers(ours, 1);
            long during = serial(ours);
            ours.health.set();
            awaitAnswers(ours, 2);

            assertThat(during).isGreaterThan(before);
            assertThat(serial(ours)).isGreaterThan(during);
        }
    }

    @Test
    void zoneFilesAreReadAgain() throws Exception {
        Files.createDirectories(home.resolve("zones"));
        Path file = home.resolve("zones/office.test.zone");
        String zone = "$TTL 60\n@ SOA ns hm %d 1 1 1 1\n@ NS ns\nns A 192.0.2.%d\n";
        Files.writeString(file, zone.formatted(1, 1));
        try (OurServer ours = new OurServer(home, 0, PBX + "zones:\n  - {name: office.test}\n")) {
            Files.writeString(file, zone.formatted(2, 2));
            ours.server.reload();
            assertThat(ours.ask("127.0.0.1", "ns.office.test", Type.A)
                            .getSection(Section.ANSWER)
                            .get(0)
                            .rdataToString())
                    .isEqualTo("192.0.2.2");

            Files.writeString(file, zone.formatted(3, 999));
            assertThatThrownBy(ours.server::reload).hasMessageContaining("office.test.zone:4:");
            assertThat(ours.ask("127.0.0.1", "ns.office.test", Type.A).getSection(Section.ANSWER))
                    .hasSize(1);
        }
    }

    @Test
    void statusNamesViewsZonesAndSerials() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX)) {
            ours.ask("127.0.0.1", "pbx.test", Type.SOA);

            Map<String, Object> status = ours.server.status();

            assertThat(status.get("views").toString()).contains("paris", "rome", "default", "pbx.test=");
            assertThat(status.get("queries")).isEqualTo(1L);
            assertThat(status.get("sockets").toString()).contains("127.0.0.1");
        }
    }

    private static long serial(OurServer ours) throws IOException {
        Record soa = ours.ask("127.0.0.1", "pbx.test", Type.SOA)
                .getSection(Section.ANSWER)
                .get(0);
        return ((SOARecord) soa).getSerial();
    }

    private static void awaitAnswers(OurServer ours, int count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Message reply;
        do {
            reply = ours.ask("127.0.0.1", "_sip._tcp.pbx.test", Type.SRV);
            assertThat(System.nanoTime()).isLessThan(deadline);
        } while (reply.getSection(Section.ANSWER).size() != count);
        assertThat(reply.getQuestion().getDClass()).isEqualTo(DClass.IN);
    }
}
