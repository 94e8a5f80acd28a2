package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Type;

class EnumZoneTest {

    private final Map<String, String> numbers = Map.of(
            "4930123456", "sip:+4930123456@pbx.test", "4930999", "sip:a!b@pbx.test", "4930888", "sip:a\\b@pbx.test");
    private final EnumZone zone = new EnumZone(
            Zones.zone(1),
            new NumberSource() {
                @Override
                public Optional<String> uri(String digits) {
                    return Optional.ofNullable(numbers.get(digits));
                }

                @Override
                public boolean anyBelow(String digits) {
                    return numbers.keySet().stream().anyMatch(n -> n.startsWith(digits) && !n.equals(digits));
                }
            },
            300);

    @Test
    void ownNumberHasItsUri() {
        Finding found = zone.find(Names.absolute("6.5.4.3.2.1.0.3.9.4.lan.test"), Type.NAPTR);

        assertThat(found.kind()).isEqualTo(Finding.Kind.VOLATILE_SET);
        NAPTRRecord rule = (NAPTRRecord) found.records().get(0);
        assertThat(rule.getFlags()).isEqualTo("u");
        assertThat(rule.getService()).isEqualTo("E2U+sip");
        assertThat(rule.getRegexp()).isEqualTo("!^.*$!sip:+4930123456@pbx.test!");
    }

    @Test
    void delimiterIsOneThatTheUriDoesNotContain() {
        NAPTRRecord rule = (NAPTRRecord) zone.find(Names.absolute("9.9.9.0.3.9.4.lan.test"), Type.NAPTR)
                .records()
                .get(0);

        assertThat(rule.getRegexp()).isEqualTo("#^.*$#sip:a!b@pbx.test#");
    }

    @Test
    void startOfANumberExistsWithoutData() {
        assertThat(zone.find(Names.absolute("0.3.9.4.lan.test"), Type.NAPTR).kind())
                .isEqualTo(Finding.Kind.VOLATILE_NO_DATA);
    }

    @Test
    void foreignNumberDoesNotExist() {
        assertThat(zone.find(Names.absolute("1.2.3.lan.test"), Type.NAPTR).kind())
                .isEqualTo(Finding.Kind.VOLATILE_NO_NAME);
    }

    @Test
    void otherTypeOfAnOwnNumberHasNoData() {
        assertThat(zone.find(Names.absolute("6.5.4.3.2.1.0.3.9.4.lan.test"), Type.A)
                        .kind())
                .isEqualTo(Finding.Kind.VOLATILE_NO_DATA);
    }

    @Test
    void namesThatAreNoNumbersAreLookedUpInTheZone() {
        assertThat(zone.find(Names.absolute("ns1.lan.test"), Type.A).kind()).isEqualTo(Finding.Kind.SET);
        assertThat(zone.find(Names.absolute("12.lan.test"), Type.A).kind()).isEqualTo(Finding.Kind.NO_NAME);
    }
}
