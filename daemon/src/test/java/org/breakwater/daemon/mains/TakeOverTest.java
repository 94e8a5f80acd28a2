package org.breakwater.daemon.mains;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.ReachedElsewhere;
import org.breakwater.script.module.tm.Detours;
import org.breakwater.script.run.Destination;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.resolve.NextHop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server a sends a request for a phone of server b through b. */
class TakeOverTest {

    private final InMemoryNetwork network = new InMemoryNetwork(new ManualTime());
    private final NetworkNode a = network.node("10.0.0.1", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    private final NetworkNode b = network.node("10.0.0.2", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    private final NetworkNode stranger = network.node("10.0.0.8", 5060, TransportProtocol.TCP);
    private final NetworkNode phone = network.node("10.0.0.9", 5070, TransportProtocol.TCP);
    private final TwoServers servers = new TwoServers();
    private final Mains mainsOfA = servers.mains(TwoServers.A, 1);
    private final Mains mainsOfB = servers.mains(TwoServers.B, 2);
    private final TakeOver takeOver = new TakeOver(mainsOfB, b, new Metrics());
    private final Detours detours =
            new ThroughHolder(mainsOfA, new ReachedElsewhere("a/1"), a::listenPoints, new Metrics());
    private final List<SipMessage> forTheScript = new ArrayList<>();
    private long flowId;

    @BeforeEach
    void phoneIsConnectedToB() {
        mainsOfA.present(a.listenPoints());
        mainsOfB.present(b.listenPoints());
        phone.send(b, TransportProtocol.TCP, request("OPTIONS", "c0", ""));
        network.settle();
        flowId = b.connections().get(0).id();
        b.receiver(new MessageReceiver() {
            @Override
            public void received(SipMessage message, Flow flow, Worker worker) {
                if (!message.isRequest() || !takeOver.takes(message, flow, worker)) {
                    forTheScript.add(message);
                }
            }

            @Override
            public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
                throw new AssertionError(fault);
            }

            @Override
            public void closed(Flow flow, Worker worker) {
                // nothing is kept for a connection
            }
        });
    }

    private static String request(String method, String callId, String route) {
        return request(method, callId, route, 70);
    }

    private static String request(String method, String callId, String route, int hops) {
        return method + " sip:bob@10.0.0.9:5070;transport=tcp SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 10.0.0.1:5060;branch=z9hG4bK" + callId + "\r\n" + route
                + "Route: <sip:next.example;lr>\r\nMax-Forwards: " + hops + "\r\n"
                + "From: <sip:alice@example.com>;tag=1\r\nTo: <sip:bob@example.com>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 " + method + "\r\nContent-Length: 0\r\n\r\n";
    }

    private Optional<Detours.Detour> detour(long flow, String host, String callId) throws SipParseException {
        SipMessage message = SipMessage.parse(Octets.bytes(request("INVITE", callId, "")), ParseLimits.DEFAULT);
        return detours.of(
                new Destination.Holder("b/1", flow), new NextHop(host, 5070, TransportProtocol.TCP, false), message);
    }

    private String route(long flow, String host) throws SipParseException {
        return detour(flow, host, "c1").orElseThrow().route();
    }

    private void send(NetworkNode from, TransportProtocol protocol, String text) {
        from.send(b, protocol, text);
        network.settle();
    }

    @Test
    void requestGoesOverTheConnectionThePhoneHas() throws Exception {
        assertThat(detour(flowId, "10.0.0.9", "c1").orElseThrow().hop())
                .isEqualTo(new NextHop("10.0.0.2", 5060, TransportProtocol.TCP, false));
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route(flowId, "10.0.0.9")));
        SipMessage invite = phone.last();
        assertThat(forTheScript).isEmpty();
        assertThat(phone.connections()).hasSize(1);
        assertThat(invite.requestUriText()).isEqualTo("sip:bob@10.0.0.9:5070;transport=tcp");
        assertThat(invite.values(HeaderName.ROUTE)).containsExactly("<sip:next.example;lr>");
        assertThat(invite.header(HeaderName.MAX_FORWARDS)).isEqualTo("69");
        assertThat(invite.topVia().host()).isEqualTo("10.0.0.2");
        assertThat(invite.values(HeaderName.VIA)).hasSize(2);
        assertThat(invite.has(HeaderName.RECORD_ROUTE)).isFalse();
    }

    @Test
    void cancelHasTheBranchOfItsInvite() throws Exception {
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route(flowId, "10.0.0.9")));
        String branch = phone.last().topVia().branch();
        send(a, TransportProtocol.TCP, request("CANCEL", "c1", route(flowId, "10.0.0.9")));
        assertThat(phone.last().methodName()).isEqualTo("CANCEL");
        assertThat(phone.last().topVia().branch()).isEqualTo(branch);
    }

    @Test
    void sameRouteFromAnybodyElseIsLeftToTheScript() throws Exception {
        String route = route(flowId, "10.0.0.9");
        send(stranger, TransportProtocol.TCP, request("INVITE", "c1", route));
        send(phone, TransportProtocol.TCP, request("INVITE", "c1", route));
        send(a, TransportProtocol.UDP, request("INVITE", "c1", route));
        assertThat(forTheScript).hasSize(3);
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void aServerThatLeftTheClusterIsAnybody() throws Exception {
        String route = route(flowId, "10.0.0.9");
        servers.leaves(TwoServers.A);
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route));
        assertThat(forTheScript).hasSize(1);
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void ticketForAnotherCallIsRefused() throws Exception {
        send(a, TransportProtocol.TCP, request("INVITE", "other", route(flowId, "10.0.0.9")));
        assertThat(a.last().status()).isEqualTo(430);
        assertThat(phone.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-tcp-0a000009-5070-00", "", "x", "1-tcp-0a000009-5070", "----", "1-tcp-0a000009-5070-zz"})
    void ticketNobodySignedIsRefused(String ticket) {
        send(
                a,
                TransportProtocol.TCP,
                request("INVITE", "c1", "Route: <sip:10.0.0.2;lr;bw-ticket=" + ticket + ">\r\n"));
        assertThat(a.last().status()).isEqualTo(430);
        assertThat(phone.received()).isEmpty();
        assertThat(forTheScript).isEmpty();
    }

    @Test
    void withoutTheConnectionTheContactIsDialledAsForAPhoneOfItsOwn() throws Exception {
        b.connections().get(0).close();
        network.settle();
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route(flowId, "10.0.0.9")));
        assertThat(phone.last().methodName()).isEqualTo("INVITE");
    }

    @Test
    void withoutConnectionAndAddressTheFlowHasFailed() throws Exception {
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route(99, "x.invalid")));
        assertThat(a.last().status()).isEqualTo(430);
    }

    @Test
    void requestThatWentAroundTooOftenEnds() throws Exception {
        send(a, TransportProtocol.TCP, request("INVITE", "c1", route(flowId, "10.0.0.9"), 0));
        assertThat(a.last().status()).isEqualTo(483);
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void phonesOfAServerThatIsGoneAreReachedDirectly() throws Exception {
        servers.leaves(TwoServers.B);
        assertThat(detour(flowId, "10.0.0.9", "c1")).isEmpty();
    }

    @Test
    void nextRunOfAServerHasNoneOfTheConnections() throws Exception {
        SipMessage message = SipMessage.parse(Octets.bytes(request("INVITE", "c1", "")), ParseLimits.DEFAULT);
        NextHop hop = new NextHop("10.0.0.9", 5070, TransportProtocol.TCP, false);
        assertThat(detours.of(new Destination.Holder("b/0", flowId), hop, message))
                .isEmpty();
        assertThat(detours.of(null, hop, message)).isEmpty();
    }
}
