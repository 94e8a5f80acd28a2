package org.breakwater.dns.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.breakwater.dns.zone.Topology;
import org.breakwater.platform.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsConfigReaderTest {

    private static final String TOPOLOGY =
            "topology: {zone: pbx.test, mains: [{name: sip1, addresses: [10.0.0.1]}, {name: sip2, addresses: [10.0.0.2]}]";

    @TempDir
    Path home;

    @Test
    void emptySectionHasDefaults() throws IOException {
        DnsConfig config = read("workers: 1");

        assertThat(config.sockets().listen()).hasSize(2);
        assertThat(config.sockets().udpSize()).isEqualTo(1232);
        assertThat(config.views()).extracting(DnsConfig.View::name).containsExactly("default");
        assertThat(config.limits().rate().responsesPerSecond()).isEqualTo(2000);
        assertThat(config.zones().topology()).isEmpty();
        assertThat(config.forwarding().clients().isEmpty()).isTrue();
    }

    @Test
    void topologyHasDefaults() throws IOException {
        Topology topology = read(TOPOLOGY + "}").zones().topology().orElseThrow();

        assertThat(topology.mains()).extracting(Topology.MainServer::priority).containsExactly(10, 20);
        assertThat(topology.services())
                .extracting(s -> s.service().naptr())
                .containsExactly("SIP+D2T", "SIPS+D2T", "SIP+D2U");
        assertThat(topology.times().expire()).isEqualTo(42 * 86_400);
    }

    @Test
    void branchesAreViewsBeforeTheOthers() throws IOException {
        Files.writeString(home.resolve("k"), "MDEyMzQ1Njc4OWFiY2RlZg==\n");

        DnsConfig config = read("""
                topology:
                  zone: pbx.test
                  mains: [{name: sip1, addresses: [10.0.0.1]}]
                  branches:
                    - {name: paris, prefixes: [10.1.0.0/16], key: paris, notify: [10.1.0.5],
                       lifeguard: {name: lg, addresses: [10.1.0.5]}}
                views:
                  - {name: guests, prefixes: [10.9.0.0/16]}
                  - {name: default, notify: ["[2001:db8::1]:5353"]}
                keys:
                  - {name: paris, secret_file: k}
                """);

        assertThat(config.views()).extracting(DnsConfig.View::name).containsExactly("default", "paris", "guests");
        assertThat(config.views().get(1).key()).isEqualTo(Optional.of("paris"));
        assertThat(config.views().get(1).secondaries().get(0).getPort()).isEqualTo(53);
        assertThat(config.views().get(0).secondaries().get(0).getPort()).isEqualTo(5353);
        assertThat(config.keys().get(0).secret()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrokers: 1                    | dns.wrokers: unknown key; did you mean \"workers\"?",
                "workers: 0                    | dns.workers: \"0\" is not a whole number from 1 to 64",
                "udp_bytes: 9000               | dns.udp_bytes",
                "listen: [localhost:53]        | dns.listen: \"localhost\" is not an IP address",
                "listen: []                   | dns.listen: is empty",
                "server_number: 4              | dns.server_number",
                "topology: {zone: pbx.test}    | dns.topology.mains: is missing",
                "topology: {mains: [{name: a, addresses: [10.0.0.1]}]} | dns.topology.zone: is missing",
                "topology: {zone: a, mains: [{name: a.b, addresses: [10.0.0.1]}]} | dns.topology.mains[0].name",
                "topology: {zone: a, mains: [{name: a}]} | dns.topology.mains[0].addresses: is missing",
                "topology: {zone: a, mains: [{name: a, addresses: [x]}]} | \"x\" is not an IP address",
                "topology: {zone: a, mains: [{name: a, adresses: [10.0.0.1]}]} | did you mean \"addresses\"?",
                "topology: {zone: a, mains: {name: a}} | must be a list",
                "keys: [{name: k, secret_file: none}] | none cannot be read",
                "keys: [{name: k}]             | secret_file: is missing",
                "secondaries: [{name: z}]      | dns.secondaries[0].primaries: is missing",
                "secondaries: [{name: z, primaries: [10.0.0.1], key: k}] | there is no \"k\"",
                "zones: [{name: z, views: [v]}] | there is no \"v\"; there are default",
                "zones: [{name: z}, {name: z}] | view default would have zone z. twice",
                "views: [{name: v}, {name: v}] | there are two views \"v\"",
                "views: [{name: v, prefixes: [10.0.0.0/8]}, {name: w, prefixes: [10.0.0.0/8]}] | belongs to two views",
                "forwarding: {clients: [10.0.0.0/8]} | dns.forwarding.upstreams: is missing",
                "rate_limit: {ipv4_prefix: 33} | dns.rate_limit.ipv4_prefix",
                "rate_limit: {slop: 2}         | did you mean \"slip\"?",
                "enum: {zone: e164.test}       | dns.enum.name_server: is missing",
            })
    void faultIsReportedWithItsKey(String line, String message) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("dns.yaml:");
    }

    @Test
    void nameThatIsTakenIsReported() {
        assertThatThrownBy(() -> read(TOPOLOGY + ", branches: [{name: b, prefixes: [10.1.0.0/16],"
                        + " lifeguard: {name: SIP1, addresses: [10.1.0.5]}}]}"))
                .hasMessageContaining("the name \"SIP1\" is taken");
    }

    private DnsConfig read(String yaml) throws IOException {
        Path file = home.resolve("dns.yaml");
        Files.writeString(file, "dns:\n" + yaml.indent(2));
        return DnsConfigReader.load(file, home);
    }
}
