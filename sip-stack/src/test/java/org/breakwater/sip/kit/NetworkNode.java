package org.breakwater.sip.kit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** A host: a transport, a worker, and either a receiver or a record of what came. */
public final class NetworkNode implements Transport {

    private final InMemoryNetwork network;
    private final InetSocketAddress address;
    private final List<ListenPoint> points = new ArrayList<>();
    private final ManualWorker worker;
    private final Map<Long, MemoryFlow> flows = new LinkedHashMap<>();
    private final List<SipMessage> received = new ArrayList<>();
    private MemoryFlow lastFlow;
    private MessageReceiver receiver;
    private int nextPort = 40_000;

    NetworkNode(InMemoryNetwork network, InetSocketAddress address, TransportProtocol... protocols) {
        this.network = network;
        this.address = address;
        this.worker = new ManualWorker(0, network.time());
        for (TransportProtocol p : protocols) {
            points.add(ListenPoint.of(p, address));
        }
    }

    /** Messages go here besides being recorded. */
    public NetworkNode receiver(MessageReceiver newReceiver) {
        receiver = newReceiver;
        return this;
    }

    /** Its address. */
    public InetSocketAddress address() {
        return address;
    }

    /** Its worker. */
    public Worker worker() {
        return worker;
    }

    /** Its worker as the only one. */
    public Workers workers() {
        return new Workers(List.of(worker));
    }

    /** Everything that came, oldest first. */
    public List<SipMessage> received() {
        return received;
    }

    /** What came last; fails when nothing did. */
    public SipMessage last() {
        if (received.isEmpty()) {
            throw new AssertionError("nothing came to " + address);
        }
        return received.get(received.size() - 1);
    }

    /** The first line of everything that came, for comparing whole conversations. */
    public List<String> receivedStartLines() {
        return received.stream()
                .map(m -> m.toString().lines().findFirst().orElse(""))
                .toList();
    }

    /** The connection or address pair something last came on; null when nothing came. */
    public MemoryFlow lastFlow() {
        return lastFlow;
    }

    /** Open connections. */
    public List<MemoryFlow> connections() {
        return List.copyOf(flows.values());
    }

    /** Sends wire text to another node. */
    public void send(NetworkNode to, TransportProtocol protocol, String message) {
        send(Target.of(protocol, to.address), Octets.bytes(message), SendOutcome.IGNORED);
    }

    /** Answers on the connection something last came on. */
    public void answer(String message) {
        lastFlow.send(Octets.bytes(message), SendOutcome.IGNORED);
    }

    @Override
    public List<ListenPoint> listenPoints() {
        return points;
    }

    @Override
    public Optional<Flow> flow(long id) {
        return Optional.ofNullable(flows.get(id));
    }

    @Override
    public Optional<ListenPoint> sourceFor(Target target) {
        return target.from() != null ? Optional.of(target.from()) : point(target.protocol());
    }

    @Override
    public void send(Target target, byte[] message, SendOutcome outcome) {
        Optional<ListenPoint> from = sourceFor(target);
        if (from.isEmpty()) {
            outcome.failed("no socket for " + target.protocol());
        } else if (target.protocol() == TransportProtocol.UDP) {
            sendDatagram(from.get(), target.address(), message, outcome);
        } else {
            MemoryFlow flow = connection(target);
            if (flow != null) {
                flow.send(message, outcome);
            } else if (target.mayConnect()) {
                connect(from.get(), target.address(), message, outcome);
            } else {
                outcome.failed("no connection");
            }
        }
    }

    @Override
    public void close(long flowId) {
        MemoryFlow flow = flows.get(flowId);
        if (flow != null) {
            flow.close();
        }
    }

    InMemoryNetwork network() {
        return network;
    }

    void sendDatagram(ListenPoint from, InetSocketAddress to, byte[] message, SendOutcome outcome) {
        NetworkNode peer = network.nodeAt(TransportProtocol.UDP, to);
        if (peer != null) {
            network.deliver(
                    message, new MemoryFlow(peer, 0, peer.point(from.protocol()).orElseThrow(), to, address));
        }
        outcome.sent(new MemoryFlow(this, 0, from, address, to));
    }

    void arrived(SipMessage message, MemoryFlow flow) {
        received.add(message);
        lastFlow = flow;
        if (receiver != null) {
            receiver.received(message, flow, worker);
        }
    }

    void closed(MemoryFlow flow) {
        flows.remove(flow.id());
        if (receiver != null) {
            receiver.closed(flow, worker);
        }
    }

    private MemoryFlow connection(Target target) {
        MemoryFlow wanted = flows.get(target.flowId());
        if (wanted != null) {
            return wanted;
        }
        for (MemoryFlow f : flows.values()) {
            if (f.protocol() == target.protocol() && f.remote().equals(target.address())) {
                return f;
            }
        }
        return null;
    }

    private void connect(ListenPoint from, InetSocketAddress to, byte[] message, SendOutcome outcome) {
        network.time().schedule(InMemoryNetwork.LATENCY_MILLIS, () -> {
            NetworkNode peer = network.nodeAt(from.protocol(), to);
            if (peer == null) {
                outcome.failed("connection refused");
                return;
            }
            InetSocketAddress local = new InetSocketAddress(address.getAddress(), nextPort++);
            MemoryFlow here = new MemoryFlow(this, network.newFlowId(), from, local, to);
            MemoryFlow there = new MemoryFlow(
                    peer, network.newFlowId(), peer.point(from.protocol()).orElseThrow(), to, local);
            MemoryFlow.join(here, there);
            flows.put(here.id(), here);
            peer.flows.put(there.id(), there);
            here.send(message, outcome);
        });
    }

    private Optional<ListenPoint> point(TransportProtocol protocol) {
        return points.stream().filter(p -> p.protocol() == protocol).findFirst();
    }
}
