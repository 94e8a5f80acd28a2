package org.breakwater.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.security.AccountLimits;
import org.breakwater.platform.security.GuardLimits;
import org.breakwater.platform.security.NetworkList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    @TempDir
    Path home;

    private ServerConfig load(String yaml) throws IOException {
        Files.writeString(home.resolve(ConfigLoader.FILE_NAME), yaml);
        return ConfigLoader.load(home);
    }

    @Test
    void missingFileMeansDefaults() {
        ServerConfig config = ConfigLoader.load(home);

        assertThat(config.listen())
                .extracting(ListenAddress::toString)
                .containsExactly("udp:0.0.0.0:5060", "tcp:0.0.0.0:5060");
        assertThat(config.database().url()).isEmpty();
        assertThat(config.limits().maxMessageBytes()).isEqualTo(65_536);
        assertThat(config.limits().maxHeaders()).isEqualTo(256);
        assertThat(config.script().file()).isEmpty();
        assertThat(config.tls()).isEmpty();
        assertThat(config.metrics().listen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "listen:\nsecurity:\n", "---\n"})
    void emptyFileAndEmptySectionsMeanDefaults(String yaml) throws IOException {
        assertThat(load(yaml)).isEqualTo(ConfigLoader.load(home.resolve("elsewhere")));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        ServerConfig config = load(String.join(
                "\n",
                "listen: [\"tcp:127.0.0.1:5060\", 'tls:[::1]:5061', ws:pbx.example]",
                "script: my.cfg",
                "script_defines: {WITH_AUTH: , DBURL: breakwater:directory, LIMIT: 5}",
                "database: {url: \"mysql://db.example/sip\", user: sip, password_file: secrets/db}",
                "directory: {refresh_seconds: 5}",
                "security:",
                "  registration_networks: [10.0.0.0/8, \"2001:db8::/32\"]",
                "  trusted_networks: []",
                "  ban: {failures: 3, window_seconds: 30, ban_seconds: 90}",
                "  account: {failures: 4, window_seconds: 40, delay_seconds: 41, max_delay_seconds: 42}",
                "  rate: {messages_per_second: 7, burst: 8, authenticated_factor: 9}",
                "  max_connections_per_source: 11",
                "limits: {max_message_bytes: 2000, max_headers: 20, max_via: 10, max_multipart_depth: 2,",
                "  max_connections: 12, header_timeout_seconds: 13, idle_seconds: 14, tls_handshake_seconds: 15}",
                "tls: {certificate: cert.pem, key: /etc/key.pem, client_ca: ca.pem, require_client_certificate: true}",
                "metrics: {listen: \"127.0.0.1:9090\"}",
                "workers: 3",
                "trace: {bytes: 0}"));

        assertThat(config.listen())
                .extracting(ListenAddress::toString)
                .containsExactly("tcp:127.0.0.1:5060", "tls:[::1]:5061", "ws:pbx.example:80");
        assertThat(config.script().file()).contains(home.resolve("my.cfg"));
        assertThat(config.script().defines())
                .isEqualTo(Map.of("WITH_AUTH", "", "DBURL", "breakwater:directory", "LIMIT", "5"));
        assertThat(config.database().url()).contains("mysql://db.example/sip");
        assertThat(config.database().passwordFile()).contains(home.resolve("secrets/db"));
        assertThat(config.directory().refreshSeconds()).isEqualTo(5);
        assertThat(config.security().trustedNetworks()).isEqualTo(NetworkList.EMPTY);
        assertThat(config.security().registrationNetworks().networks()).hasSize(2);
        assertThat(config.security().guard()).isEqualTo(new GuardLimits(7, 8, 9, 3, 30, 90));
        assertThat(config.security().accounts()).isEqualTo(new AccountLimits(4, 40, 41, 42));
        assertThat(config.limits()).isEqualTo(new LimitsConfig(2000, 20, 10, 2, 12, 13, 14, 15));
        assertThat(config.tls().orElseThrow().key()).isEqualTo(Path.of("/etc/key.pem"));
        assertThat(config.metrics().listen()).contains(new HostPort("127.0.0.1", 9090));
        assertThat(config.workers()).isEqualTo(3);
        assertThat(config.trace().bytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lissten: [tcp:1.2.3.4]| breakwater.yaml:1: lissten: unknown key; did you mean \"listen\"?",
                "security:\\n  ban:\\n    failurs: 3| breakwater.yaml:3: security.ban.failurs: unknown key; did you mean \"failures\"?",
                "trace: {colour: red}| breakwater.yaml:1: trace.colour: unknown key; known here: bytes",
                "workers: 65| breakwater.yaml:1: workers: \"65\" is not a whole number from 0 to 64",
                "workers: many| breakwater.yaml:1: workers: \"many\" is not a whole number from 0 to 64",
                "workers: [1]| breakwater.yaml:1: workers: must be a single value",
                "trace: 5| breakwater.yaml:1: trace: must be a section of \"key: value\" lines",
                "listen:\\n- tcp:1.2.3.4\\n- sctp:1.2.3.4| breakwater.yaml:3: listen: \"sctp\" is not one of udp, tcp, tls, ws, wss",
                "listen: 'tcp:::1'| write an IPv6 address in brackets",
                "listen: 'tcp:1.2.3.4:70000'| \"70000\" is not a port",
                "listen: '5060'| is not TRANSPORT:ADDRESS[:PORT]",
                "listen: 'tls:1.2.3.4'| tls and wss need a certificate",
                "security: {trusted_networks: 10.0.0.0/33}| prefix length 33 is not within 0..32",
                "security:\\n  account: {failures: 0}| breakwater.yaml:2: security.account.failures: \"0\" is not a whole number from 1 to 1000000",
                "security:\\n  account: {delay_seconds: 100000}| breakwater.yaml:2: security.account.delay_seconds: \"100000\" is not a whole number from 1 to 86400",
                "security:\\n  account:\\n    delay_seconds: 60\\n    max_delay_seconds: 59| breakwater.yaml:4: security.account.max_delay_seconds: is less than delay_seconds",
                "tls: {certificate: a.pem}| tls.key: is missing",
                "workers: 1\\nworkers: 2| breakwater.yaml:2: workers: is written twice",
                "a: [1| is not YAML",
                "- 1| must be a section"
            })
    void whatIsWrongIsNamedWithFileLineAndKey(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml.replace("\\n", "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        assertThatThrownBy(() -> load("workers: x\ntrace: {bytes: -1}\nfoo: 1\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(ConfigException.Problem::line)
                                .containsExactly(1, 2, 3));
    }

    @Test
    void fileThatWasNamedMustExist() {
        assertThatThrownBy(() -> ConfigLoader.load(home.resolve("none.yaml"), home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.yaml: cannot be read");
    }

    @Test
    void sectionOfAnotherModuleIsReadByItAndItsFaultsAreReportedWithTheOthers() throws IOException {
        Files.writeString(home.resolve(ConfigLoader.FILE_NAME), "dns: {colour: red, size: big}\nworkers: many\n");
        List<String> read = new ArrayList<>();

        assertThatThrownBy(() -> ConfigLoader.load(
                        home,
                        Map.of(
                                "dns",
                                section -> {
                                    read.add(section.text("colour").orElse("none"));
                                    section.integer("size", 1, 0, 9);
                                    section.finish();
                                },
                                "absent",
                                section -> read.add("absent"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dns.size")
                .hasMessageContaining("workers");
        assertThat(read).containsExactly("red");
    }

    @Test
    void sectionNobodyReadsIsUnknown() {
        assertThatThrownBy(() -> load("dns: {zone: x}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dns: unknown key");
    }
}
