package org.breakwater.acceptance.parity;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import org.breakwater.acceptance.parity.Observation.Patience;
import org.breakwater.acceptance.parity.ParityCase.Send;

/** Runs one case on one engine: check, start, send, watch, stop. */
final class CaseRunner {
    private final Executor readers;

    CaseRunner(Executor readers) {
        this.readers = readers;
    }

    /** The outcome; faults of the engine itself (a crash, a port it cannot open) are thrown. */
    Outcome run(ParityCase script, ScriptEngineUnderTest engine, Ports ports, Patience patience) throws Exception {
        List<String> complaints = engine.check(script, ports);
        Observation observation = new Observation(new Normaliser(ports), patience);
        try (UdpPeer uac = new UdpPeer(ports.uac());
                FakeUas uas = listeningUas(ports, observation)) {
            assert uas != null;
            Sender sender = new Sender(uac, new RequestWriter(ports, script.name()), observation, ports);
            uac.listen(readers, (raw, from) -> sender.received(raw));
            try (AutoCloseable server = engine.start(script, ports, observation::logged)) {
                assert server != null;
                for (Send send : script.sends()) {
                    sender.send(send, script.waitMillis());
                }
            }
            return new Outcome(complaints, "", observation.effect());
        } catch (StartRefusedException refused) {
            return new Outcome(complaints, refused.getMessage(), new Effect(List.of(), List.of(), List.of()));
        }
    }

    private FakeUas listeningUas(Ports ports, Observation observation) throws Exception {
        UdpPeer peer = new UdpPeer(ports.uas());
        FakeUas uas = new FakeUas(peer, observation, ports.uas());
        peer.listen(readers, uas::received);
        return uas;
    }

    /** The sending side: one request after the other, negative answers to INVITE acknowledged at once. */
    private static final class Sender {
        private final UdpPeer peer;
        private final RequestWriter writer;
        private final Observation observation;
        private final InetSocketAddress server;

        Sender(UdpPeer peer, RequestWriter writer, Observation observation, Ports ports) {
            this.peer = peer;
            this.writer = writer;
            this.observation = observation;
            this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.server());
        }

        void send(Send send, long waitMillis) throws Exception {
            int before = observation.events();
            String text;
            synchronized (writer) {
                text = writer.write(send);
            }
            peer.send(text, server);
            observation.awaitQuiet(before, waitMillis);
        }

        void received(String raw) {
            SipText message = SipText.parse(raw);
            if (!raw.contains("SIP/2.0") || !message.isReply()) {
                return;
            }
            String ack;
            synchronized (writer) {
                ack = writer.acknowledge(message);
            }
            observation.replied(raw);
            if (!ack.isEmpty()) {
                try {
                    peer.send(ack, server);
                } catch (java.io.IOException e) {
                    observation.logged("PROBE sender could not acknowledge: " + e.getMessage());
                }
            }
        }
    }
}
