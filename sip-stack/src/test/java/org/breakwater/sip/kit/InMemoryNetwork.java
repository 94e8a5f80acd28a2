package org.breakwater.sip.kit;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** A network of nodes. Messages and connections take {@link #LATENCY_MILLIS}; losses and dead hosts are arranged. */
public final class InMemoryNetwork {

    /** How long a message takes, in milliseconds. */
    public static final int LATENCY_MILLIS = 1;

    private final ManualTime time;
    private final Map<Endpoint, NetworkNode> nodes = new HashMap<>();
    private final Set<InetSocketAddress> dead = new HashSet<>();
    private Predicate<SipMessage> lost = m -> false;
    private long nextFlowId = 1;

    /** An empty network. */
    public InMemoryNetwork(ManualTime time) {
        this.time = time;
    }

    /** A socket. */
    record Endpoint(TransportProtocol protocol, InetSocketAddress address) {}

    /** Adds a node that listens on one address with each of the protocols. */
    public NetworkNode node(String host, int port, TransportProtocol... protocols) {
        NetworkNode node = new NetworkNode(this, new InetSocketAddress(host, port), protocols);
        for (TransportProtocol p : protocols) {
            nodes.put(new Endpoint(p, node.address()), node);
        }
        return node;
    }

    /** The clock. */
    public ManualTime time() {
        return time;
    }

    /** Lets everything on its way arrive, and the answers to it: 20 ms pass. */
    public void settle() {
        time.advanceMillis(20);
    }

    /** Refuses connections to an address and loses datagrams to it. */
    public void kill(InetSocketAddress address) {
        dead.add(address);
    }

    /** Loses the messages a condition holds for, from now on. */
    public void lose(Predicate<SipMessage> condition) {
        lost = condition;
    }

    long newFlowId() {
        return nextFlowId++;
    }

    NetworkNode nodeAt(TransportProtocol protocol, InetSocketAddress address) {
        return dead.contains(address) ? null : nodes.get(new Endpoint(protocol, address));
    }

    void deliver(byte[] octets, MemoryFlow arrival) {
        SipMessage message = parse(octets);
        if (lost.test(message)) {
            return;
        }
        time.schedule(LATENCY_MILLIS, () -> {
            if (arrival.isOpen()) {
                arrival.owner().arrived(message, arrival);
            }
        });
    }

    private static SipMessage parse(byte[] octets) {
        try {
            return SipMessage.parse(octets, ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new AssertionError("not a SIP message: " + new String(octets), e);
        }
    }
}
