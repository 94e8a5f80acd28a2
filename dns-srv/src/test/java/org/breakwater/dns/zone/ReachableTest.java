package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class ReachableTest {

    private static final List<InetAddress> MAINS = Zones.addresses("10.0.0.11", "10.0.0.12", "2001:db8::11");

    private final ZoneContents branch = Zones.zone(
            7,
            "@ A 10.0.0.11",
            "@ A 10.0.0.12",
            "@ AAAA 2001:db8::11",
            "_sip._tcp SRV 10 50 5060 sip1",
            "_sip._tcp SRV 20 50 5060 sip2",
            "_sip._tcp SRV 30 50 5060 lg",
            "_ldap._tcp SRV 10 50 389 sip1",
            "sip1 A 10.0.0.11",
            "sip1 AAAA 2001:db8::11",
            "sip2 A 10.0.0.12",
            "lg A 10.1.0.5",
            "printer A 10.1.0.80");

    @Test
    void branchThatIsCutOffSeesItsOwnServerOnly() {
        ZoneContents shown = Reachable.without(MAINS, branch);

        assertThat(data(shown, "_sip._tcp", Type.SRV)).containsExactly("30 50 5060 lg.lan.test.");
        assertThat(data(shown, "", Type.A)).containsExactly("10.1.0.5");
        assertThat(shown.serial()).isEqualTo(7);
    }

    @Test
    void serversKeepTheirOwnNamesAndOthersTheirAddresses() {
        ZoneContents shown = Reachable.without(MAINS, branch);

        assertThat(data(shown, "sip1", Type.A)).containsExactly("10.0.0.11");
        assertThat(data(shown, "printer", Type.A)).containsExactly("10.1.0.80");
    }

    @Test
    void addressesWithoutASubstituteOfTheirKindStay() {
        assertThat(data(Reachable.without(MAINS, branch), "", Type.AAAA)).containsExactly("2001:db8:0:0:0:0:0:11");
    }

    @Test
    void serviceThatNobodyElseOffersStays() {
        assertThat(data(Reachable.without(MAINS, branch), "_ldap._tcp", Type.SRV))
                .hasSize(1);
    }

    @Test
    void oneLostMainLeavesTheOthers() {
        ZoneContents shown = Reachable.without(Zones.addresses("10.0.0.12"), branch);

        assertThat(data(shown, "_sip._tcp", Type.SRV))
                .containsExactlyInAnyOrder("10 50 5060 sip1.lan.test.", "30 50 5060 lg.lan.test.");
        assertThat(data(shown, "", Type.A)).containsExactly("10.0.0.11");
    }

    @Test
    void serverIsLostWithAllItsAddresses() {
        ZoneContents shown = Reachable.without(Zones.addresses("2001:db8::11"), branch);

        assertThat(data(shown, "_sip._tcp", Type.SRV))
                .containsExactlyInAnyOrder("20 50 5060 sip2.lan.test.", "30 50 5060 lg.lan.test.");
        assertThat(data(shown, "", Type.A)).containsExactly("10.0.0.12");
    }

    @Test
    void zoneStaysWholeWhenNothingWouldBeLeftOrNothingIsLost() {
        List<InetAddress> all = Zones.addresses("10.0.0.11", "10.0.0.12", "2001:db8::11", "10.1.0.5");

        assertThat(Reachable.without(all, branch)).isSameAs(branch);
        assertThat(Reachable.without(List.of(), branch)).isSameAs(branch);
    }

    private static List<String> data(ZoneContents zone, String labels, int type) {
        return zone.set(labels.isEmpty() ? Zones.ORIGIN : Names.below(labels, Zones.ORIGIN), type).stream()
                .map(Record::rdataToString)
                .toList();
    }
}
