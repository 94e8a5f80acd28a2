package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class ReachedElsewhereTest {

    private static final String HERE = "a/1";
    private static final String THERE = "b/1";

    private final ManualTime time = new ManualTime();
    private final Location location = new Location("location", new InMemorySharedMaps().map("location"), time, HERE);
    private final ReachedElsewhere reached = new ReachedElsewhere(HERE);

    private static Binding binding(String ruid, String contact, Binding.Reach reach) {
        return new Binding(
                ruid,
                contact,
                new Binding.Registration("call", 1, Binding.Registration.PERMANENT, 0),
                reach,
                new Binding.Device(null, 0, "", -1),
                -1,
                0);
    }

    private static Binding.Reach reach(String received, long flowId, String holder) {
        return new Binding.Reach(received, null, "tcp:10.0.0.1:5060", flowId, holder);
    }

    private void bind(Binding... bindings) {
        location.update("bob", before -> List.of(bindings));
    }

    private String holder(TransportProtocol protocol, String address, int port) {
        return reached.holder(protocol, Addresses.numeric(address), port);
    }

    @Test
    void connectionOfAnotherServerIsFoundByTheAddressOfTheContact() {
        bind(binding("r", "sip:bob@10.1.0.9:5070;transport=tcp", reach(null, 7, THERE)));
        reached.watch(location);
        assertThat(holder(TransportProtocol.TCP, "10.1.0.9", 5070)).isEqualTo(THERE);
        assertThat(holder(TransportProtocol.TCP, "10.1.0.9", 5060)).isNull();
        assertThat(holder(TransportProtocol.TLS, "10.1.0.9", 5070)).isNull();
    }

    @Test
    void behindNatItIsFoundByTheAddressOfTheNat() {
        reached.watch(location);
        bind(binding(
                "r",
                "sip:bob@192.168.1.9:5070;transport=tcp",
                reach("sip:198.51.100.7:40000;transport=tcp", 7, THERE)));
        assertThat(holder(TransportProtocol.TCP, "198.51.100.7", 40_000)).isEqualTo(THERE);
        assertThat(holder(TransportProtocol.TCP, "192.168.1.9", 5070)).isNull();
    }

    @Test
    void whatThisServerHasOrNobodyHasIsNotFound() {
        reached.watch(location);
        bind(
                binding("own", "sip:bob@10.1.0.1;transport=tcp", reach(null, 7, HERE)),
                binding("udp", "sip:bob@10.1.0.2", reach(null, 0, THERE)),
                binding("sql", "sip:bob@10.1.0.3;transport=tcp", reach(null, 7, "")),
                binding("name", "sip:bob@phone.example;transport=tcp", reach(null, 7, THERE)),
                binding(
                        "path",
                        "sip:bob@10.1.0.4;transport=tcp",
                        new Binding.Reach(null, "<sip:lg;lr>", "tcp:10.0.0.1:5060", 7, THERE)));
        assertThat(reached.size()).isZero();
    }

    @Test
    void phoneThatMovesHereOrGoesIsForgotten() {
        reached.watch(location);
        bind(binding("r", "sip:bob@10.1.0.9;transport=tcp", reach(null, 7, THERE)));
        assertThat(holder(TransportProtocol.TCP, "10.1.0.9", 5060)).isEqualTo(THERE);
        bind(binding("r", "sip:bob@10.1.0.9;transport=tcp", reach(null, 3, HERE)));
        assertThat(holder(TransportProtocol.TCP, "10.1.0.9", 5060)).isNull();
        bind(binding("r", "sip:bob@10.1.0.9;transport=tcp", reach(null, 8, THERE)));
        bind();
        assertThat(reached.size()).isZero();
    }

    @Test
    void lookupHidesTheNumberOfAForeignConnectionAndElsewhereTellsIt() {
        bind(binding("r", "sip:bob@10.1.0.9;transport=tcp", reach(null, 7, THERE)));
        Binding seen = location.lookup("bob").get(0);
        assertThat(seen.route().flowId()).isZero();
        assertThat(location.elsewhere("bob", seen).flowId()).isEqualTo(7);
        bind(binding("r", "sip:bob@10.1.0.9;transport=tcp", reach(null, 3, HERE)));
        assertThat(location.elsewhere("bob", location.lookup("bob").get(0))).isNull();
    }
}
