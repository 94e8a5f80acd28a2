package org.breakwater.lifeguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.security.IpNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteConfigTest {

    private static final String LEAST = "site: paris\nmains: [\"sip:10.8.0.1;transport=tcp\"]\n";

    @TempDir
    private Path home;

    private SiteConfig load(String text) throws Exception {
        Files.writeString(home.resolve(SiteConfig.FILE_NAME), text);
        return SiteConfig.load(home);
    }

    @Test
    void nothingButSiteAndMainsIsNeeded() throws Exception {
        SiteConfig config = load(LEAST);
        assertThat(config.sync()).isEqualTo(new SiteConfig.Sync(3, 600));
        assertThat(config.phones().gateways()).isEmpty();
        assertThat(config.phones().networks().contains(IpNetwork.parseAddress("10.1.0.1")))
                .isFalse();
    }

    @Test
    void phonesAndGatewaysAreRead() throws Exception {
        SiteConfig config = load(LEAST + "phones: {networks: [10.0.0.0/8], gateways: [10.1.0.9, 10.8.0.1]}\n");
        assertThat(config.phones().networks().contains(IpNetwork.parseAddress("10.1.0.1")))
                .isTrue();
        assertThat(config.phones().gateways()).contains(IpNetwork.parseAddress("10.1.0.9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phones: {networks: [10.0.0.0/8]} | sip:10.8.0.1;transport=tcp is among the phones' addresses",
                "phones: {networks: [10.0.0.0/33]} | prefix length 33",
                "phones: {gateways: [gateway.example]} | is not an IP address",
                "phones: {network: [10.0.0.0/8]} | networks",
                "settings: {emergancy: \"112\"} | did you mean emergency?",
                "verdict: {misses: 0} | misses",
            })
    void mistakesAreNamed(String line, String message) {
        assertThatThrownBy(() -> load(LEAST + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lifeguard.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> load(LEAST.replace("paris", "Paris")))
                .hasMessageContaining("is not a name of lower-case letters");
    }
}
