package org.breakwater.daemon.mains;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.proxy.BranchPlan;
import org.breakwater.sip.proxy.BranchTimers;
import org.breakwater.sip.proxy.ForwardedRequest;
import org.breakwater.sip.proxy.StatelessForwarder;
import org.breakwater.sip.proxy.TopVia;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.resolve.Resolution;
import org.breakwater.sip.transaction.ResponsePath;

/**
 * Sends on what another main server hands to this one because the phone is connected here (RFC 5626 §5.3, with {@link
 * ThroughHolder} on the other side). The other one's script has decided about the request; here no script runs, and no
 * state is kept (RFC 3261 §16.11).
 *
 * <p>Only what comes over a connection from the address of a main server that is in the cluster is looked at, and only with
 * a ticket signed with the key this run of this server told them. From anybody else the same Route is a Route like any
 * other. A request goes to the phone and never through a third server, so there are no loops.
 */
public final class TakeOver {

    private static final String MARK = ";" + ThroughHolder.PARAMETER + "=";
    private static final String TAG = "taken-";

    private final Mains mains;
    private final Transport transport;
    private final StatelessForwarder forwarder;
    private final Counter taken;
    private final Counter failed;

    /** Sends by {@code transport}. */
    public TakeOver(Mains mains, Transport transport, Metrics metrics) {
        this.mains = mains;
        this.transport = transport;
        this.forwarder = new StatelessForwarder(transport, TakeOver::numeric);
        this.taken =
                metrics.counter("breakwater_requests_taken", "Requests for phones here that another main handed over");
        this.failed = metrics.counter("breakwater_requests_taken_failed", "Such requests that did not reach the phone");
    }

    private static void numeric(NextHop hop, Worker worker, Consumer<Resolution> done) {
        InetSocketAddress address = new InetSocketAddress(Addresses.numeric(hop.host()), hop.port());
        done.accept(new Resolution(List.of(Target.of(hop.transport(), address)), null));
    }

    /** Deals with a request that another main server handed over; false when it is none. */
    public boolean takes(SipMessage request, Flow flow, Worker worker) {
        if (!flow.protocol().isReliable()
                || !request.has(HeaderName.ROUTE)
                || !mains.isOther(flow.remote().getAddress())) {
            return false;
        }
        HeaderElements routes = request.elements(HeaderName.ROUTE);
        if (!routes.next() || !routes.text().contains(MARK)) {
            return false;
        }
        Optional<Ticket> ticket = ticket(routes.text(), request.callId());
        int hops = DeltaSeconds.parseInt(request.header(HeaderName.MAX_FORWARDS), 70);
        if (ticket.isEmpty()) {
            answer(request, flow, 430, "Flow Failed");
        } else if (hops < 1) {
            answer(request, flow, 483, "Too Many Hops");
        } else {
            taken.increment();
            forward(request, flow, worker, ticket.get(), edits(request, flow, routes, hops));
        }
        return true;
    }

    private Optional<Ticket> ticket(String route, String callId) {
        try {
            String value = NameAddr.parse(route).uri().params().get(ThroughHolder.PARAMETER);
            return value == null ? Optional.empty() : Ticket.verify(value, mains.key(), callId);
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    private static MessageEdits edits(SipMessage request, Flow flow, HeaderElements route, int hops) {
        MessageEdits edits = new MessageEdits();
        route.remove(edits);
        // TLS is answered over the same connection: a certificate need not fit the address of a main.
        TopVia.stamp(request, flow, flow.protocol().isSecure(), edits);
        HeaderIndex index = request.index();
        int field = index.first(HeaderName.MAX_FORWARDS);
        if (field >= 0) {
            edits.replace(index.valueStart(field), index.valueEnd(field), Integer.toString(hops - 1));
        }
        return edits;
    }

    private void forward(SipMessage request, Flow flow, Worker worker, Ticket ticket, MessageEdits edits) {
        boolean open = transport.flow(ticket.flowId()).filter(Flow::isOpen).isPresent();
        if (!open && ticket.address().isEmpty()) {
            fail(request, flow);
            return;
        }
        NextHop hop = ticket.address()
                .map(a -> new NextHop(Addresses.hostText(a), ticket.port(), ticket.protocol(), false))
                .orElse(null);
        BranchPlan plan = new BranchPlan(
                new ForwardedRequest(request, null, "", edits),
                hop,
                null,
                open ? ticket.flowId() : 0,
                true,
                BranchTimers.STANDARD);
        forwarder.request(plan, worker, new SendOutcome() {
            @Override
            public void sent(Flow used) {
                // the other main has the transaction
            }

            @Override
            public void failed(String reason) {
                fail(request, flow);
            }
        });
    }

    private void fail(SipMessage request, Flow flow) {
        failed.increment();
        answer(request, flow, 430, "Flow Failed");
    }

    private void answer(SipMessage request, Flow flow, int status, String reason) {
        if (request.method() == Method.ACK) {
            return;
        }
        byte[] reply = ResponseBuilder.of(request, status, reason)
                .toTag(TAG + Integer.toHexString(request.callId().hashCode()))
                .receivedFrom(
                        Addresses.text(flow.remote().getAddress()),
                        flow.remote().getPort())
                .build();
        ResponsePath.of(request, flow, false, false).send(reply, transport, SendOutcome.IGNORED);
    }
}
