package org.breakwater.presence.xmpp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.config.ConfigLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmppConfigTest {

    @TempDir
    Path home;

    @BeforeEach
    void writeSecret() throws IOException {
        Files.writeString(home.resolve("s"), " not to be shown \n");
        Files.writeString(home.resolve("empty"), "\n");
    }

    private XmppConfig read(String section) throws IOException {
        Files.writeString(home.resolve(ConfigLoader.FILE_NAME), "xmpp: {" + section + "}\n");
        AtomicReference<XmppConfig> config = new AtomicReference<>();
        ConfigLoader.load(home, Map.of("xmpp", s -> config.set(XmppConfig.read(s, home))));
        return config.get();
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        XmppConfig config = read("domain: SIP.example, servers: [Example.com], secret_file: s");

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(5347);
        assertThat(config.domain()).isEqualTo("sip.example");
        assertThat(config.secret()).isEqualTo("not to be shown");
        assertThat(config.serves("EXAMPLE.com")).isTrue();
        assertThat(config.serves("sip.example")).isFalse();
        assertThat(config.toString()).doesNotContain("shown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servers: [a.b], secret_file: s                          | xmpp.domain | is missing",
                "domain: a.b, secret_file: s                             | xmpp.servers | names the domains",
                "domain: a.b, servers: [a.b], secret_file: s             | xmpp.servers | the domain of SIP users",
                "domain: a.b, servers: [c.d], sip_domain: c.d, secret_file: s | xmpp.servers | the domain of SIP users",
                "domain: a.b, servers: [c.d]                             | xmpp.secret_file | is missing",
                "domain: a.b, servers: [c.d], secret_file: none          | xmpp.secret_file | cannot be read",
                "domain: a.b, servers: [c.d], secret_file: empty         | xmpp.secret_file | is empty",
                "domain: a b, servers: [c.d], secret_file: s             | xmpp.domain | is not the name of a domain",
                "domain: a.b, servers: [c.d], secret_file: s, port: 0    | xmpp.port | is not a whole number",
                "domain: a.b, servers: [c.d], secret_file: s, prot: 5347 | xmpp.prot | did you mean \"port\"?"
            })
    void mistakesNameKeyAndCure(String section, String key, String words) {
        assertThatThrownBy(() -> read(section))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }
}
