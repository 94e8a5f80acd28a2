package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class MasterFileReaderTest {

    private static final String HEAD = "$TTL 1h\n@ IN SOA ns hostmaster 7 900 120 86400 60\n  NS ns\nns A 192.0.2.1\n";

    @TempDir
    Path folder;

    @Test
    void ordinaryFileIsRead() throws Exception {
        ZoneContents zone = read(HEAD + """
                ; a remark
                $ORIGIN sub.lan.test.
                www 60 IN A 192.0.2.2
                    IN 5m AAAA 2001:db8::2
                long TXT ( "first"
                     "second" ) ; over two lines
                """);

        assertThat(zone.serial()).isEqualTo(7);
        assertThat(zone.set(Names.absolute("www.sub.lan.test"), Type.A).get(0).getTTL())
                .isEqualTo(60);
        assertThat(zone.set(Names.absolute("www.sub.lan.test"), Type.AAAA)
                        .get(0)
                        .getTTL())
                .isEqualTo(300);
        TXTRecord text = (TXTRecord)
                zone.set(Names.absolute("long.sub.lan.test"), Type.TXT).get(0);
        assertThat(text.getStrings()).containsExactly("first", "second");
        assertThat(zone.set(Names.absolute("ns.lan.test"), Type.A).get(0).getTTL())
                .isEqualTo(3600);
    }

    @Test
    void includedFileContinuesTheZone() throws Exception {
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(folder.resolve("common/hosts"), "a A 192.0.2.3\n");

        ZoneContents zone = read(HEAD + "$INCLUDE common/hosts deep.lan.test.\nb A 192.0.2.4\n");

        assertThat(zone.exists(Names.absolute("a.deep.lan.test"))).isTrue();
        assertThat(zone.exists(Names.absolute("b.lan.test"))).isTrue();
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        ZoneContents zone = Zones.zone(
                9,
                "www A 192.0.2.1",
                "txt TXT \"a\\\"b;c\" \"\\200\"",
                "odd\\.label A 192.0.2.2",
                "naptr NAPTR 1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b!\" .");

        Files.writeString(folder.resolve("copy"), MasterFileWriter.text(zone));

        ZoneContents copy = MasterFileReader.read(folder, Path.of("copy"), Zones.ORIGIN);
        assertThat(copy.records()).isEqualTo(zone.records());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www A 192.0.2             | zone.db:5: | ",
                "www B 192.0.2.1           | zone.db:5: | \"B\" is not a record type",
                "www CH A 192.0.2.1        | zone.db:5: | class CH cannot be served",
                "www.other.test. A 192.0.2.1 | zone.db:5: | lies outside of zone lan.test.",
                "$GENERATE 1-9 a A 1.2.3.4 | zone.db:5: | $GENERATE is not known here",
                "$INCLUDE none             | zone.db:5 | no such file",
                "$INCLUDE ../secret        | zone.db:5 | lies outside of",
                "$INCLUDE /etc/passwd      | zone.db:5 | lies outside of",
                "$INCLUDE zone.db          | zone.db: | deeper than 8",
                "@ SOA a b 1 2 3 4 5       | zone.db: | needs one SOA record",
                "www.lan.test. MX 10       | zone.db:5: | ",
                "ns CNAME www              | zone.db: | a CNAME must be the only record",
            })
    void faultIsReportedWithItsPlace(String line, String place, String message) {
        assertThatThrownBy(() -> read(HEAD + line + "\n"))
                .isInstanceOf(ZoneException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(message == null ? "" : message);
    }

    @Test
    void symbolicLinkDoesNotLeadOut(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("secret"), "x A 192.0.2.9\n");
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("secret"));

        assertThatThrownBy(() -> read(HEAD + "$INCLUDE link\n"))
                .isInstanceOf(ZoneException.class)
                .hasMessageContaining("lies outside of");
    }

    @Test
    void withoutTtlTheMinimumCounts() throws Exception {
        ZoneContents zone = read("@ IN SOA ns hostmaster 7 900 120 86400 60\n  NS ns\nns A 192.0.2.1\n");

        assertThat(zone.set(Names.absolute("ns.lan.test"), Type.A).get(0).getTTL())
                .isEqualTo(60);
    }

    private ZoneContents read(String text) throws ZoneException, IOException {
        Files.writeString(folder.resolve("zone.db"), text);
        return MasterFileReader.read(folder, Path.of("zone.db"), Zones.ORIGIN);
    }
}
