package org.breakwater.sip.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;
import org.breakwater.sip.resolve.NextHop;

/** Forwards without remembering (RFC 3261 §16.11): the ACK of a 2xx, replies no transaction waits for. */
public final class StatelessForwarder {

    private final Transport transport;
    private final NextHopResolver resolver;

    /** Sends by {@code transport}. */
    public StatelessForwarder(Transport transport, NextHopResolver resolver) {
        this.transport = transport;
        this.resolver = resolver;
    }

    /**
     * Forwards a request to its next hop; further targets are tried when one cannot be reached. A request that comes
     * again gets the same branch again.
     */
    public void request(BranchPlan plan, Worker worker, SendOutcome outcome) {
        String branch = branchOf(plan.request().message());
        Optional<Flow> flow = plan.flowId() == 0 ? Optional.empty() : transport.flow(plan.flowId());
        if (flow.isPresent() && flow.get().isOpen()) {
            Flow f = flow.get();
            ListenPoint from = plan.socket() != null ? plan.socket() : f.listenPoint();
            f.send(plan.request().write(from, f.protocol(), branch), outcome);
            return;
        }
        resolver.resolve(
                plan.nextHop(), worker, found -> new Attempt(plan, branch, found.targets(), worker, outcome).next());
    }

    /** A branch made of the one received, so that it is the same for the same request. */
    private static String branchOf(SipMessage request) {
        long hash = 1_125_899_906_842_597L;
        int end = Math.min(request.bodyStart(), request.buffer().length);
        for (int i = TopVia.start(request); i < TopVia.end(request) && i < end; i++) {
            hash = hash * 1_000_003L + request.buffer()[i];
        }
        hash = hash * 1_000_003L + request.requestUriText().hashCode();
        return Via.MAGIC_COOKIE + "-s" + Long.toUnsignedString(hash, 36);
    }

    /**
     * Forwards a reply to where the Via below ours says (RFC 3261 §16.11, §18.2.2). Dropped when the topmost Via is not
     * ours or there is none below.
     *
     * @return whether it was sent, or is being sent
     */
    public boolean reply(RelayedReply reply, Worker worker) {
        try {
            if (!isOurs(reply.message().topVia())) {
                return false;
            }
            byte[] octets = reply.write();
            Via via = SipMessage.parse(octets, ParseLimits.DEFAULT).topVia();
            Optional<TransportProtocol> protocol = TransportProtocol.of(via.transport());
            if (protocol.isEmpty()) {
                return false;
            }
            send(octets, via, protocol.get(), worker);
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }

    private boolean isOurs(Via via) {
        for (ListenPoint p : transport.listenPoints()) {
            if (p.viaPort() == via.portOrDefault() && p.viaHost().equalsIgnoreCase(via.host())) {
                return true;
            }
        }
        return false;
    }

    private void send(byte[] octets, Via via, TransportProtocol protocol, Worker worker) {
        String received = via.params().get("received");
        String host = received == null || received.isEmpty() ? via.host() : received;
        int port = port(via);
        if (Addresses.numeric(host) != null) {
            InetSocketAddress address = new InetSocketAddress(Addresses.numeric(host), port);
            transport.send(Target.of(protocol, address), octets, SendOutcome.IGNORED);
        } else {
            resolver.resolve(new NextHop(host, via.port(), protocol, false), worker, found -> {
                if (found.succeeded()) {
                    transport.send(found.targets().get(0), octets, SendOutcome.IGNORED);
                }
            });
        }
    }

    private static int port(Via via) {
        String rport = via.params().get("rport");
        if (rport == null || rport.isEmpty()) {
            return via.portOrDefault();
        }
        try {
            int port = Integer.parseInt(rport);
            return port > 0 && port < 65_536 ? port : via.portOrDefault();
        } catch (NumberFormatException e) {
            return via.portOrDefault();
        }
    }

    private final class Attempt implements SendOutcome {
        private final BranchPlan plan;
        private final String branch;
        private final List<Target> targets;
        private final Worker worker;
        private final SendOutcome outcome;
        private int next;

        Attempt(BranchPlan plan, String branch, List<Target> targets, Worker worker, SendOutcome outcome) {
            this.plan = plan;
            this.branch = branch;
            this.targets = targets;
            this.worker = worker;
            this.outcome = outcome;
        }

        void next() {
            while (next < targets.size()) {
                Target found = targets.get(next++);
                Target target = plan.socket() != null && plan.socket().protocol() == found.protocol()
                        ? found.sentFrom(plan.socket())
                        : found;
                Optional<ListenPoint> from = transport.sourceFor(target);
                if (from.isPresent()) {
                    byte[] octets = plan.request().write(from.get(), target.protocol(), branch);
                    transport.send(target, octets, this);
                    return;
                }
            }
            if (plan.otherwise() != null) {
                request(plan.otherwise(), worker, outcome);
            } else {
                outcome.failed("no target could be reached");
            }
        }

        @Override
        public void sent(Flow flow) {
            outcome.sent(flow);
        }

        @Override
        public void failed(String reason) {
            worker.execute(this::next);
        }
    }
}
