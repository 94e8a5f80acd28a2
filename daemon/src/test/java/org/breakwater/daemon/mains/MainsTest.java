package org.breakwater.daemon.mains;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.state.Member;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class MainsTest {

    private final TwoServers servers = new TwoServers();
    private final Mains a = servers.mains(TwoServers.A, 1);

    private static ListenPoint point(TransportProtocol protocol, String host, int port) {
        return ListenPoint.of(protocol, new InetSocketAddress(host, port));
    }

    @Test
    void eachTellsHowItIsFromItsFirstMomentOn() {
        assertThat(a.says(TwoServers.B)).isEmpty();
        Mains b = servers.mains(TwoServers.B, 2);
        assertThat(a.says(TwoServers.B)).contains(false);
        b.say(true);
        assertThat(a.says(TwoServers.B)).contains(true);
        assertThat(a.says(new Member("b", "0"))).as("an earlier run").isEmpty();
    }

    @Test
    void socketsForConnectionsAreToldPlainTcpFirstAndNoLoopbackBesideOthers() {
        servers.mains(TwoServers.B, 2)
                .present(List.of(
                        point(TransportProtocol.UDP, "10.0.0.2", 5060),
                        point(TransportProtocol.TLS, "10.0.0.2", 5061),
                        point(TransportProtocol.TCP, "127.0.0.1", 5060),
                        point(TransportProtocol.TCP, "10.0.0.2", 5060)));
        assertThat(a.other("b/1").sockets())
                .extracting(ListenAddress::toString)
                .containsExactly("tcp:10.0.0.2:5060", "tls:10.0.0.2:5061");
        assertThat(a.isOther(Addresses.numeric("10.0.0.2"))).isTrue();
        assertThat(a.isOther(Addresses.numeric("127.0.0.1"))).isFalse();
    }

    @Test
    void serverThatLeftIsNoOther() {
        servers.mains(TwoServers.B, 2).present(List.of(point(TransportProtocol.TCP, "10.0.0.2", 5060)));
        servers.leaves(TwoServers.B);
        assertThat(a.other("b/1")).isNull();
        assertThat(a.isOther(Addresses.numeric("10.0.0.2"))).isFalse();
    }

    @Test
    void whatAnEarlierRunSaidIsReplaced() {
        Mains b = servers.mains(TwoServers.B, 2);
        servers.maps.map(MainMaps.kind(), "all").put("b", new MainRecord("b/0", List.of(), true, "0f".repeat(32)));
        assertThat(a.says(TwoServers.B)).isEmpty();
        b.say(true);
        assertThat(a.says(TwoServers.B)).contains(true);
    }
}
