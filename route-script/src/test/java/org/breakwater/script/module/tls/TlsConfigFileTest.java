package org.breakwater.script.module.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConfigFileTest {

    @TempDir
    Path folder;

    private List<TlsDomains.Domain> read(String text) throws Exception {
        return TlsConfigFile.read(Files.writeString(folder.resolve("tls.cfg"), text));
    }

    @Test
    void sectionsBecomeDomains() throws Exception {
        List<TlsDomains.Domain> domains = read("# all\n[server:default]\nmethod = TLSv1.2+ ; newest\n"
                + "certificate = \"/etc/x y.pem\"\n\n[client:192.0.2.1:5061]\nverify_certificate=yes\n");
        assertThat(domains).hasSize(2);
        assertThat(domains.get(0).side()).isEqualTo(TlsDomains.Side.SERVER);
        assertThat(domains.get(0).settings())
                .containsEntry("method", "TLSv1.2+")
                .containsEntry("certificate", "/etc/x y.pem");
        assertThat(domains.get(1).address()).isEqualTo("192.0.2.1:5061");
        assertThat(domains.get(1).settings()).containsOnlyKeys("verify_certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"method=x", "[server:default]\nmethode=x", "[other:default]\n", "[server]\nmethod=x"})
    void mistakesNameTheFile(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(FixupException.class).hasMessageContaining("tls.cfg");
    }

    @Test
    void missingFileIsAnError() {
        assertThatThrownBy(() -> TlsConfigFile.read(folder.resolve("none.cfg"))).hasMessageContaining("none.cfg");
    }
}
