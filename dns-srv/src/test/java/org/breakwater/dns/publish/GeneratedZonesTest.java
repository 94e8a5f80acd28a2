package org.breakwater.dns.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.Topology;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.dns.zone.Zones;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class GeneratedZonesTest {

    private final ManualTime time = new ManualTime();
    private final List<String> changes = new ArrayList<>();
    private final Topology topology = Zones.topology();
    private Set<String> down = Set.of();
    private final Publisher publisher = new Publisher(
            List.of(
                    new Publisher.View("default", List.of()),
                    new Publisher.View("paris", topology.branches().get(0).prefixes()),
                    new Publisher.View("rome", topology.branches().get(1).prefixes()),
                    new Publisher.View("bern", topology.branches().get(2).prefixes()),
                    new Publisher.View("guests", List.of())),
            new Publisher.Settings(NetworkList.EMPTY, NetworkList.EMPTY, 16, 1, 10),
            (view, zone) -> changes.add(view + " " + zone.contents().serial()));
    private final HealthSource health = new HealthSource() {
        @Override
        public Set<String> down() {
            return down;
        }

        @Override
        public void onChange(Runnable listener) {
            // The test calls refresh itself.
        }
    };
    private final GeneratedZones zones = new GeneratedZones(publisher, topology, health, time, 1);

    @Test
    void everyViewGetsTheZone() throws ZoneException {
        assertThat(zones.refresh()).isEqualTo(5);
        assertThat(changes)
                .containsExactly("0 1800000001", "1 1800000001", "2 1800000001", "3 1800000001", "4 1800000001");
    }

    @Test
    void nothingNewGetsNoNewSerial() throws ZoneException {
        zones.refresh();
        time.advanceMillis(60_000);

        assertThat(zones.refresh()).isZero();
    }

    @Test
    void changeOfHealthGetsANewSerialAndAJournal() throws ZoneException {
        zones.refresh();
        down = Set.of("sip1");

        assertThat(zones.refresh()).isEqualTo(5);

        ZoneVersion zone = (ZoneVersion) publisher.zone(1, topology.zone()).orElseThrow();
        assertThat(zone.contents().serial()).isEqualTo(1_800_000_005L);
        assertThat(zone.since(1_800_000_001L)).isPresent();
        assertThat(zones.down()).containsExactly("sip1");
    }

    @Test
    void illnessOfAllIsNoChange() throws ZoneException {
        zones.refresh();
        down = Set.of("sip1", "sip2");

        assertThat(zones.refresh()).isZero();
    }

    @Test
    void healthOfOthersIsNoChange() throws ZoneException {
        zones.refresh();
        down = Set.of("lg-paris");

        assertThat(zones.refresh()).isZero();
    }

    @Test
    void otherAddressesAreTakenOverAndOtherBranchesAreNot() throws ZoneException {
        zones.refresh();
        Topology moved = with(topology.branches(), 11);

        assertThat(zones.change(moved)).isEqualTo(5);
        assertThat(publisher.zone(0, topology.zone()).orElseThrow().set(Names.absolute("sip1.pbx.test"), Type.A))
                .extracting(r -> r.rdataToString())
                .containsExactly("10.0.0.99");
        assertThatThrownBy(() -> zones.change(with(topology.branches().subList(0, 1), 11)))
                .isInstanceOf(ZoneException.class)
                .hasMessageContaining("restart");
    }

    private Topology with(List<Topology.Branch> branches, int priority) {
        return new Topology(
                topology.zone(),
                topology.times(),
                topology.services(),
                topology.serviceNames(),
                List.of(new Topology.MainServer("sip1", Zones.addresses("10.0.0.99"), priority, 1)),
                branches);
    }
}
