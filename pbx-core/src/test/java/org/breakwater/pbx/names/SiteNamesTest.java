package org.breakwater.pbx.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.dns.config.DnsConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteNamesTest {

    @TempDir
    Path home;

    private SiteNames names() throws IOException {
        Path file = Files.writeString(home.resolve("breakwater.yaml"), """
                dns:
                  topology:
                    zone: pbx.example.lan
                    service_names: [sip]
                    mains:
                      - {name: sip1, addresses: [192.0.2.10]}
                      - {name: sip2, addresses: [192.0.2.11, "2001:db8::11"]}
                    branches:
                      - name: paris
                        prefixes: [10.1.0.0/16]
                        lifeguard: {name: lg, addresses: [10.1.0.5]}
                """);
        return new SiteNames(DnsConfigReader.load(file, home).zones().topology().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "pbx.example.lan, 0, true",
        "PBX.example.LAN, 5060, true",
        "sip.pbx.example.lan, 0, true",
        "sip2.pbx.example.lan, 5061, true",
        "192.0.2.11, 5060, true",
        "[2001:db8::11], 5060, true",
        "192.0.2.11, 5070, false",
        "10.1.0.5, 5060, false",
        "lg.pbx.example.lan, 0, false",
        "example.lan, 0, false"
    })
    void mainsAnswerForTheZoneAndForEachOtherButNotForLifeGuards(String host, int port, boolean ours)
            throws IOException {
        assertThat(names().isLocal(host, port, "tcp")).isEqualTo(ours);
    }

    @Test
    void transportDoesNotMatter() throws IOException {
        assertThat(names().isLocal("pbx.example.lan", 0, null)).isTrue();
    }
}
