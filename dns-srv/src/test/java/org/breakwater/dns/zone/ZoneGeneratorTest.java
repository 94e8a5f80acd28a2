package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class ZoneGeneratorTest {

    private final Topology topology = Zones.topology();
    private final ZoneGenerator generator = new ZoneGenerator(topology);

    @Test
    void branchSeesBothMainsAndItsOwnLifeGuard() throws ZoneException {
        ZoneContents zone = generator.generate(topology.branches().get(0).lifeGuard(), Set.of(), 4);

        assertThat(data(zone, "_sip._tcp.pbx.test", Type.SRV))
                .containsExactlyInAnyOrder(
                        "10 50 5060 sip1.pbx.test.", "20 50 5060 sip2.pbx.test.", "30 50 5060 lg-paris.pbx.test.");
        assertThat(data(zone, "_sips._tcp.pbx.test", Type.SRV)).contains("30 50 5061 lg-paris.pbx.test.");
        assertThat(data(zone, "_sip._udp.pbx.test", Type.SRV)).contains("30 50 5060 lg-paris.pbx.test.");
        assertThat(data(zone, "lg-paris.pbx.test", Type.A)).containsExactly("10.1.0.5");
    }

    @Test
    void noViewShowsTheLifeGuardOfAnother() throws ZoneException {
        for (Topology.Branch branch : topology.branches()) {
            ZoneContents zone = generator.generate(branch.lifeGuard(), Set.of(), 4);

            long others = zone.records().stream()
                    .map(Record::toString)
                    .filter(text -> text.contains("lg-") && !text.contains("lg-" + branch.name()))
                    .count();
            assertThat(others).as(branch.name()).isZero();
        }
    }

    @Test
    void phonesThatKnowNoSrvFindTheMainsByAddress() throws ZoneException {
        ZoneContents zone = generator.generate(Optional.empty(), Set.of(), 4);

        assertThat(data(zone, "pbx.test", Type.A)).containsExactlyInAnyOrder("10.0.0.11", "10.0.0.12");
        assertThat(data(zone, "pbx.test", Type.AAAA)).containsExactly("2001:db8:0:0:0:0:0:11");
        assertThat(data(zone, "sip.pbx.test", Type.A)).hasSize(2);
    }

    @Test
    void naptrPrefersTcp() throws ZoneException {
        ZoneContents zone = generator.generate(Optional.empty(), Set.of(), 4);

        assertThat(data(zone, "pbx.test", Type.NAPTR))
                .containsExactlyInAnyOrder(
                        "10 10 \"S\" \"SIP+D2T\" \"\" _sip._tcp.pbx.test.",
                        "20 10 \"S\" \"SIPS+D2T\" \"\" _sips._tcp.pbx.test.",
                        "30 10 \"S\" \"SIP+D2U\" \"\" _sip._udp.pbx.test.");
    }

    @Test
    void sickMainIsLeftOutButKeepsItsName() throws ZoneException {
        ZoneContents zone = generator.generate(Optional.empty(), Set.of("sip1"), 4);

        assertThat(data(zone, "_sip._tcp.pbx.test", Type.SRV)).containsExactly("20 50 5060 sip2.pbx.test.");
        assertThat(data(zone, "pbx.test", Type.A)).containsExactly("10.0.0.12");
        assertThat(data(zone, "sip1.pbx.test", Type.A)).containsExactly("10.0.0.11");
    }

    @Test
    void whenAllMainsAreSickAllAreServed() throws ZoneException {
        ZoneContents zone = generator.generate(Optional.empty(), Set.of("sip1", "sip2"), 4);

        assertThat(data(zone, "_sip._tcp.pbx.test", Type.SRV)).hasSize(2);
    }

    private static List<String> data(ZoneContents zone, String name, int type) {
        return zone.set(Names.absolute(name), type).stream()
                .map(Record::rdataToString)
                .toList();
    }
}
