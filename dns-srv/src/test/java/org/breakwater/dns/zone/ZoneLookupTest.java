package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

class ZoneLookupTest {

    private final ZoneVersion zone = ZoneVersion.first(Zones.zone(
            1,
            "www A 192.0.2.1",
            "alias CNAME www",
            "a.deep.name A 192.0.2.2",
            "*.wild A 192.0.2.3",
            "*.wild TXT \"any\"",
            "there.wild A 192.0.2.4",
            "*.far CNAME www",
            "sub NS ns.sub",
            "ns.sub A 192.0.2.5",
            "old DNAME new"));

    @ParameterizedTest
    @CsvSource({
        "www.lan.test.,          A,     SET,      www.lan.test. A 192.0.2.1",
        "WWW.Lan.Test.,          A,     SET,      www.lan.test. A 192.0.2.1",
        "www.lan.test.,          AAAA,  NO_DATA,  lan.test. SOA",
        "lan.test.,              NS,    SET,      lan.test. NS ns1.lan.test.",
        "nobody.lan.test.,       A,     NO_NAME,  lan.test. SOA",
        "alias.lan.test.,        A,     ALIAS,    alias.lan.test. CNAME www.lan.test.",
        "alias.lan.test.,        CNAME, SET,      alias.lan.test. CNAME www.lan.test.",
        "deep.name.lan.test.,    A,     NO_DATA,  lan.test. SOA",
        "name.lan.test.,         A,     NO_DATA,  lan.test. SOA",
        "x.deep.name.lan.test.,  A,     NO_NAME,  lan.test. SOA",
        "x.wild.lan.test.,       A,     SET,      x.wild.lan.test. A 192.0.2.3",
        "x.y.wild.lan.test.,     A,     SET,      x.y.wild.lan.test. A 192.0.2.3",
        "x.wild.lan.test.,       MX,    NO_DATA,  lan.test. SOA",
        "there.wild.lan.test.,   TXT,   NO_DATA,  lan.test. SOA",
        "x.there.wild.lan.test., A,     NO_NAME,  lan.test. SOA",
        "x.far.lan.test.,        A,     ALIAS,    x.far.lan.test. CNAME www.lan.test.",
        "sub.lan.test.,          A,     REFERRAL, sub.lan.test. NS ns.sub.lan.test.",
        "x.sub.lan.test.,        A,     REFERRAL, sub.lan.test. NS ns.sub.lan.test.",
        "ns.sub.lan.test.,       A,     REFERRAL, sub.lan.test. NS ns.sub.lan.test.",
        "sub.lan.test.,          DS,    NO_DATA,  lan.test. SOA",
        "old.lan.test.,          DNAME, SET,      old.lan.test. DNAME new.lan.test.",
    })
    void namesAreFoundAsTheDnsSays(String name, String type, Finding.Kind kind, String first) {
        Finding found = zone.find(Names.absolute(name), Type.value(type));

        assertThat(found.kind()).isEqualTo(kind);
        String shown = found.records().get(0).getName() + " "
                + Type.string(found.records().get(0).getType()) + " "
                + found.records().get(0).rdataToString();
        assertThat(shown).startsWithIgnoringCase(first);
    }

    @Test
    void nameBelowDnameIsRenamed() {
        Finding found = zone.find(Names.absolute("x.old.lan.test"), Type.A);

        assertThat(found.kind()).isEqualTo(Finding.Kind.ALIAS);
        assertThat(found.records().stream().map(r -> Type.string(r.getType())).collect(Collectors.toList()))
                .containsExactly("DNAME", "CNAME");
        assertThat(found.records().get(1).rdataToString()).isEqualTo("x.new.lan.test.");
    }

    @Test
    void questionForEverythingGetsOneSet() {
        Finding found = zone.find(Names.absolute("x.wild.lan.test"), Type.ANY);

        assertThat(found.kind()).isEqualTo(Finding.Kind.SET);
        assertThat(found.records()).hasSize(1);
    }

    @Test
    void negativeAnswerLivesAsLongAsTheMinimumSays() {
        assertThat(zone.find(Names.absolute("no.lan.test"), Type.A)
                        .records()
                        .get(0)
                        .getTTL())
                .isEqualTo(60);
    }
}
