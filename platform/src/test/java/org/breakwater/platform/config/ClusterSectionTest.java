package org.breakwater.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSectionTest {

    @TempDir
    Path home;

    private Optional<ClusterConfig> load(String section) throws IOException {
        Files.writeString(home.resolve(ConfigLoader.FILE_NAME), "cluster: " + section + "\n");
        return ConfigLoader.load(home).cluster();
    }

    @Test
    void withoutTheSectionTheServerIsAlone() {
        assertThat(ConfigLoader.load(home).cluster()).isEmpty();
    }

    @Test
    void defaultsSuitTwoServersOnASlowLink() throws IOException {
        ClusterConfig config = load("{node: main1, bind: 10.1.0.1, members: [10.1.0.1, \"10.1.0.2:5702\"]}")
                .orElseThrow();

        assertThat(config)
                .isEqualTo(new ClusterConfig(
                        "breakwater",
                        "main1",
                        new HostPort("10.1.0.1", 5701),
                        Optional.empty(),
                        java.util.List.of(new HostPort("10.1.0.1", 5701), new HostPort("10.1.0.2", 5702)),
                        Optional.empty(),
                        1,
                        ClusterConfig.Times.DEFAULT));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        ClusterConfig config =
                load("{name: pbx, node: m2, bind: \"[fd00::2]:5800\", advertise: 198.51.100.7, i_know: true,"
                                + " members_srv: _hz._tcp.pbx.example, backups: 2, heartbeat_seconds: 3, dead_seconds: 20,"
                                + " connect_seconds: 4, merge_seconds: 6, join_seconds: 0, acknowledge_millis: 50}")
                        .orElseThrow();

        assertThat(config.bind()).isEqualTo(new HostPort("fd00::2", 5800));
        assertThat(config.advertise()).contains(new HostPort("198.51.100.7", 5701));
        assertThat(config.membersSrv()).contains("_hz._tcp.pbx.example");
        assertThat(config.backups()).isEqualTo(2);
        assertThat(config.times()).isEqualTo(new ClusterConfig.Times(3, 20, 4, 6, 0, 50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.5",
                "10.0.0.1",
                "172.31.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.1.1",
                "fd12::1",
                "fe80::1",
                "::1"
            })
    void addressesOfPrivateNetworksMayBeBound(String address) {
        ClusterConfig.checkBind(address, false);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,a public address",
        "172.32.0.1,a public address",
        "2001:db8::1,a public address",
        "0.0.0.0,every address of this machine",
        "::,every address of this machine"
    })
    void publicAddressesAreRefusedUnlessTheAdministratorKnows(String address, String what) {
        assertThatThrownBy(() -> ClusterConfig.checkBind(address, false))
                .hasMessageContaining("is " + what)
                .hasMessageContaining("i_know: true");
        ClusterConfig.checkBind(address, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{bind: 10.0.0.1, members: [10.0.0.2]} | cluster.node: is missing",
                "{node: a, members: [10.0.0.2]} | cluster.bind: is missing",
                "{node: a, bind: 10.0.0.1} | cluster.members: name the other servers",
                "{node: a, bind: 10.0.0.1, members: [x], members_srv: y} | cluster.members: name the other servers",
                "{node: A B, bind: 10.0.0.1, members: [x]} | is not a name of lower-case letters",
                "{node: a, bind: main1.example, members: [x]} | is not an IP address",
                "{node: a, bind: 198.51.100.1, members: [x]} | is a public address",
                "{node: a, bind: 10.0.0.1, members: [x], backups: 0} | not a whole number from 1 to 3",
                "{node: a, bind: 10.0.0.1, members: [x], heartbeat_seconds: 5} | three times heartbeat_seconds",
                "{node: a, bind: 10.0.0.1, member: [x]} | unknown key; did you mean \"members\"?"
            })
    void whatIsWrongIsSaidWithItsKey(String section, String message) {
        assertThatThrownBy(() -> load(section))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
