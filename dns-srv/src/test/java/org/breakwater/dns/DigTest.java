package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator sees with {@code dig}. */
class DigTest {

    @TempDir
    Path home;

    private OurServer ours;

    @BeforeEach
    void start() {
        ours = new OurServer(
                home,
                0,
                Topologies.TWO_BRANCHES.replace(
                                "prefixes: [127.0.1.0/24]", "prefixes: [127.0.1.0/24]\n      key: paris")
                        + "keys:\n  - {name: paris, secret_file: secret}\nclient_subnet: {senders: [127.0.0.53]}\n");
    }

    @AfterEach
    void stop() {
        ours.close();
    }

    @Test
    void sourceAddressDecidesTheView() {
        assertThat(dig("-b", "127.0.1.9", "+short", "_sip._tcp.pbx.test", "SRV").lines())
                .containsExactlyInAnyOrder(
                        "10 50 5060 sip1.pbx.test.", "20 50 5060 sip2.pbx.test.", "30 50 5060 lg-paris.pbx.test.");
        assertThat(dig("-b", "127.0.3.9", "+short", "_sip._tcp.pbx.test", "SRV").lines())
                .hasSize(2);
    }

    @Test
    void tcpGivesTheSameAsUdp() {
        assertThat(dig("+tcp", "+noall", "+answer", "pbx.test", "NAPTR"))
                .isEqualTo(dig("+noall", "+answer", "pbx.test", "NAPTR"))
                .contains("SIP+D2T");
    }

    @Test
    void subnetOfTheClientIsEchoedWithItsScope() {
        String believed = dig("-b", "127.0.0.53", "+subnet=127.0.2.0/24", "_sip._tcp.pbx.test", "SRV");

        assertThat(believed).contains("CLIENT-SUBNET: 127.0.2.0/24/24").contains("lg-rome");
        assertThat(dig("-b", "127.0.0.54", "+subnet=127.0.2.0/24", "_sip._tcp.pbx.test", "SRV"))
                .doesNotContain("CLIENT-SUBNET")
                .doesNotContain("lg-rome");
    }

    @Test
    void ednsIsOptional() {
        assertThat(dig("+noedns", "pbx.test", "SOA")).doesNotContain("EDNS").contains("status: NOERROR");
        assertThat(dig("+edns=7", "+noednsneg", "pbx.test", "SOA")).contains("status: BADVERS");
        assertThat(dig("+bufsize=512", "pbx.test", "SOA")).contains("udp: 1232");
        assertThat(dig("+cookie", "pbx.test", "SOA")).contains("COOKIE").contains("(good)");
        assertThat(dig("+ednsopt=65001:abcd", "pbx.test", "SOA")).contains("status: NOERROR");
    }

    @Test
    void zoneIsTransferredWithTheKeyOfItsView() {
        String zone = dig("-y", "hmac-sha256:paris:" + OurServer.SECRET, "pbx.test", "AXFR");

        assertThat(zone).contains("lg-paris").doesNotContain("lg-rome").contains("XFR size:");
        assertThat(dig("pbx.test", "AXFR")).contains("Transfer failed");
    }

    @Test
    void changesAreTransferredSinceASerial() {
        String serial = dig("+short", "pbx.test", "SOA").split(" ")[2];

        String current = dig("-y", "hmac-sha256:paris:" + OurServer.SECRET, "pbx.test", "IXFR=" + serial);
        String unknown = dig("-y", "hmac-sha256:paris:" + OurServer.SECRET, "pbx.test", "IXFR=5");

        assertThat(current).contains("XFR size: 1 records");
        assertThat(unknown).contains("lg-paris");
    }

    private String dig(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "dig", "@127.0.0.1", "-p", Integer.toString(ours.address().getPort()), "+time=3", "+tries=1"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("dig is missing; apt-get install bind9-dnsutils", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
