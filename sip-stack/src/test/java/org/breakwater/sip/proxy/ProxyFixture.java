package org.breakwater.sip.proxy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.resolve.Resolution;
import org.breakwater.sip.transaction.Inbound;
import org.breakwater.sip.transaction.ServerTransaction;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.breakwater.sip.transaction.TransactionTable;
import org.breakwater.sip.transaction.TransactionUser;

/** A caller, a proxy that forwards to the hosts it is told, and three callees. */
final class ProxyFixture implements ProxyHooks, TransactionUser, MessageReceiver {

    final InMemoryNetwork network = new InMemoryNetwork(new ManualTime());
    final NetworkNode alice = network.node("10.0.0.1", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode node = network.node("10.0.0.9", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode bob = network.node("10.0.0.2", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode carol = network.node("10.0.0.3", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode dave = network.node("10.0.0.4", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final TransactionLayer layer = new TransactionLayer(node, node.workers(), TransactionSettings.standard(7));
    final TransactionTable table = layer.table(node.worker());
    final StatelessForwarder stateless = new StatelessForwarder(node, this::resolve);
    final List<String> events = new ArrayList<>();
    final List<Target> extraTargets = new ArrayList<>();
    List<NetworkNode> callees = List.of(bob);
    NetworkNode before;
    Consumer<ProxyTransaction> onFailure = t -> {};
    Consumer<Runnable> holdReply = Runnable::run;
    ProxySettings settings = ProxySettings.STANDARD;
    BranchTimers timers = BranchTimers.STANDARD;
    ProxyTransaction proxy;

    ProxyFixture() {
        node.receiver(this);
    }

    SipMessage invite() {
        alice.send(node, TransportProtocol.TCP, request("INVITE", "z9hG4bKa"));
        network.settle();
        return bob.received().isEmpty() ? null : bob.last();
    }

    void answer(NetworkNode callee, SipMessage request, int status, String... headers) {
        ResponseBuilder builder = ResponseBuilder.of(request, status).toTag("tag-" + callee.address());
        for (String h : headers) {
            builder.headerLines(h + "\r\n");
        }
        callee.lastFlow().send(builder.build(), org.breakwater.sip.flow.SendOutcome.IGNORED);
        network.settle();
    }

    static SipMessage first(NetworkNode callee, Method method) {
        return callee.received().stream()
                .filter(m -> m.isRequest() && m.method() == method)
                .findFirst()
                .orElseThrow();
    }

    static String request(String method, String branch) {
        return method + " sip:bob@10.0.0.9 SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 10.0.0.1:5060;branch=" + branch + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:alice@example.com>;tag=a1\r\n"
                + "To: <sip:bob@example.com>\r\n"
                + "Call-ID: call-1\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    BranchPlan plan(SipMessage message, Flow flow, NetworkNode callee) {
        BranchPlan direct = direct(message, flow, callee);
        return before == null ? direct : direct(message, flow, before).or(direct);
    }

    private BranchPlan direct(SipMessage message, Flow flow, NetworkNode callee) {
        MessageEdits edits = new MessageEdits();
        TopVia.stamp(message, flow, false, edits);
        String host = callee.address().getHostString();
        return new BranchPlan(
                new ForwardedRequest(message, "sip:bob@" + host, "", edits),
                new NextHop(host, 5060, TransportProtocol.TCP, false),
                null,
                0,
                true,
                timers);
    }

    RelayedReply forward(List<NetworkNode> to) {
        List<Branch> added = new ArrayList<>();
        for (NetworkNode callee : to) {
            added.add(proxy.addBranch(
                    plan(proxy.server().request(), proxy.server().flow(), callee)));
        }
        return proxy.start(added);
    }

    private void resolve(NextHop hop, Worker worker, Consumer<Resolution> done) {
        if (hop.host().equals("nowhere")) {
            done.accept(new Resolution(List.of(), "no such host"));
            return;
        }
        List<Target> targets = new ArrayList<>(extraTargets);
        targets.add(Target.of(hop.transport(), new InetSocketAddress(hop.host(), hop.port())));
        done.accept(new Resolution(targets, null));
    }

    @Override
    public void request(SipMessage request, Flow flow, Worker worker) {
        ServerTransaction found = table.findServer(request);
        if (request.method() == Method.CANCEL) {
            ServerTransaction invite = table.findCancelled(request);
            flow.send(ResponseBuilder.of(request, 200).build(), org.breakwater.sip.flow.SendOutcome.IGNORED);
            if (invite != null) {
                proxy.cancel("");
            }
        } else if (request.method() == Method.ACK) {
            if (found != null) {
                found.acknowledge(request);
            }
        } else if (found != null) {
            found.retransmitted();
        } else {
            open(request, flow);
        }
    }

    private void open(SipMessage request, Flow flow) {
        try {
            ServerTransaction server = table.createServer(request, flow);
            proxy = new ProxyTransaction(server, table, this::resolve, this, settings);
        } catch (SipParseException e) {
            throw new AssertionError(e);
        }
        RelayedReply failure = forward(callees);
        if (failure != null) {
            events.add("failed at once " + failure.status());
        }
    }

    @Override
    public void strayResponse(Inbound response, Worker worker) {
        events.add("stray " + response.message().status());
        stateless.reply(RelayedReply.of(response.message()), worker);
    }

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        layer.received(message, flow, worker, this);
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        throw new AssertionError(Octets.text(octets, 0, octets.length), fault);
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        // the transactions notice when they send
    }

    @Override
    public void replyReceived(Branch branch, Inbound reply, Consumer<RelayedReply> then) {
        holdReply.accept(() -> then.accept(RelayedReply.of(reply.message())));
    }

    @Override
    public void allFailed(ProxyTransaction transaction, RelayedReply best, Runnable then) {
        events.add("failure " + best.status());
        onFailure.accept(transaction);
        then.run();
    }

    @Override
    public byte[] localReply(ProxyTransaction transaction, int status, String reason) {
        return ResponseBuilder.of(transaction.server().request(), status, reason)
                .toTag("proxy")
                .build();
    }

    @Override
    public void ended(ProxyTransaction transaction) {
        events.add("ended");
    }
}
