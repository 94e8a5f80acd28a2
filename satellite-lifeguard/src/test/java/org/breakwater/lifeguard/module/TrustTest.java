package org.breakwater.lifeguard.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

    private static final NetworkList PHONES = NetworkList.parse(List.of("10.1.0.0/16", "2001:db8:1::/48"));

    private static Trust trust(String main, String trunk) {
        return new Trust(List.of(main), () -> List.of(trunk), PHONES, Set.of(IpNetwork.parseAddress("10.1.0.9")));
    }

    private record From(TransportProtocol protocol, InetSocketAddress remote) implements Flow {
        static From of(String protocol, String address) {
            return new From(
                    TransportProtocol.valueOf(protocol),
                    new InetSocketAddress(IpNetwork.parseAddress(address), 40_000));
        }

        @Override
        public long id() {
            return 1;
        }

        @Override
        public InetSocketAddress local() {
            return remote;
        }

        @Override
        public ListenPoint listenPoint() {
            return null;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(byte[] message, SendOutcome outcome) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // URI, protocol and source of the request, believed as main, believed as trunk
        "sip:10.8.0.1;transport=tcp, TCP, 10.8.0.1, true, true",
        "sip:10.8.0.1:5070;transport=tcp, TLS, 10.8.0.1, true, true",
        "sip:10.8.0.1;transport=tcp, TCP, 10.8.0.2, false, false",
        "sip:10.8.0.1;transport=tcp, UDP, 10.8.0.1, false, false",
        "sip:10.8.0.1;transport=tcp, WS, 10.8.0.1, false, false",
        "sip:10.8.0.1;transport=tls, TLS, 10.8.0.1, true, true",
        "sip:10.8.0.1;transport=tls, TCP, 10.8.0.1, false, false",
        "sips:10.8.0.1, TCP, 10.8.0.1, false, false",
        "sips:10.8.0.1, TLS, 10.8.0.1, true, true",
        "sip:10.8.0.1, UDP, 10.8.0.1, false, false",
        "sip:10.8.0.1;transport=udp, UDP, 10.8.0.1, false, true",
        "sip:10.8.0.1;transport=udp, TCP, 10.8.0.1, false, true",
        "sip:main1.example;transport=tcp, TCP, 10.8.0.1, false, false",
        "sip:10.1.0.8;transport=tcp, TCP, 10.1.0.8, false, false",
        "sip:10.1.0.9;transport=tcp, TCP, 10.1.0.9, true, true",
        "sip:10.1.0.9;transport=tcp, UDP, 10.1.0.9, false, false",
        "sip:[2001:db8:1::9];transport=tcp, TCP, 2001:db8:1::9, false, false",
        "sip:[2001:db8:2::9];transport=tcp, TCP, 2001:db8:2::9, true, true",
        "nonsense, TCP, 10.8.0.1, false, false",
    })
    void anAddressIsBelievedOnlyWhereNobodyElseCanSendWithIt(
            String uri, String protocol, String source, boolean asMain, boolean asTrunk) {
        Trust trust = trust(uri, uri);
        assertThat(trust.isMain(From.of(protocol, source))).isEqualTo(asMain);
        assertThat(trust.isTrunk(From.of(protocol, source))).isEqualTo(asTrunk);
    }

    @Test
    void whoeverIsNotBelievedIsListedWithTheReason() {
        assertThat(trust("sip:10.8.0.1;transport=udp", "sip:10.1.0.8;transport=tcp")
                        .doubts())
                .satisfiesExactly(
                        main -> assertThat(main).startsWith("sip:10.8.0.1;transport=udp: over UDP anybody can send"),
                        trunk -> assertThat(trunk).contains("phones.networks", "phones.gateways"));
        assertThat(trust("sip:main1.example;transport=tcp", "sip:10.1.0.9;transport=udp")
                        .doubts())
                .containsExactly("sip:main1.example;transport=tcp: it has no address in numbers");
    }

    @Test
    void aRequestWithoutFlowIsNobodys() {
        assertThat(trust("sip:10.8.0.1;transport=tcp", "sip:10.8.0.9;transport=tcp")
                        .isMain(null))
                .isFalse();
    }
}
