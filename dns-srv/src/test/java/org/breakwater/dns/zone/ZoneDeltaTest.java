package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneDeltaTest {

    private final ZoneContents first = Zones.zone(1, "a A 192.0.2.1", "b A 192.0.2.2");
    private final ZoneContents second = Zones.zone(2, "a A 192.0.2.1", "c A 192.0.2.3");

    @Test
    void differenceLeadsFromOneVersionToTheOther() throws ZoneException {
        ZoneDelta delta = ZoneDelta.between(first, second);

        assertThat(delta.removed()).hasSize(1);
        assertThat(delta.added()).hasSize(1);
        assertThat(delta.applyTo(first).records()).isEqualTo(second.records());
    }

    @Test
    void anotherTtlIsADifference() throws ZoneException {
        ZoneContents slower = Zones.zone(2, "a 900 A 192.0.2.1", "b A 192.0.2.2");

        ZoneDelta delta = ZoneDelta.between(first, slower);

        assertThat(delta.removed()).hasSize(1);
        assertThat(delta.applyTo(first)
                        .set(Names.absolute("a.lan.test"), 1)
                        .get(0)
                        .getTTL())
                .isEqualTo(900);
    }

    @Test
    void differenceThatDoesNotFitIsRefused() {
        ZoneDelta delta = ZoneDelta.between(first, second);

        assertThatThrownBy(() -> delta.applyTo(second)).isInstanceOf(ZoneException.class);
        assertThatThrownBy(() -> delta.applyTo(Zones.zone(1, "a A 192.0.2.1")))
                .isInstanceOf(ZoneException.class)
                .hasMessageContaining("which is not there");
    }

    @Test
    void journalGivesTheWayFromEachKnownSerial() {
        ZoneVersion version = ZoneVersion.first(first).next(second, 10).next(first.withSerial(3), 10);

        assertThat(version.since(1).orElseThrow()).hasSize(2);
        assertThat(version.since(2).orElseThrow()).hasSize(1);
        assertThat(version.since(9)).isEmpty();
    }

    @Test
    void journalForgetsTheOldest() {
        ZoneVersion version = ZoneVersion.first(first);
        for (int serial = 2; serial < 10; serial++) {
            version = version.next((serial % 2 == 0 ? second : first).withSerial(serial), 3);
        }

        assertThat(version.since(5)).isEmpty();
        assertThat(version.since(6)).map(List::size).contains(3);
    }
}
