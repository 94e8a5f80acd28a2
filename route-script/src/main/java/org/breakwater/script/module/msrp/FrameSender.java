package org.breakwater.script.module.msrp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.msrp.MsrpReply;
import org.breakwater.sip.msrp.MsrpUri;
import org.breakwater.sip.proxy.NextHopResolver;
import org.breakwater.sip.resolve.NextHop;

/** Frames on their way out. On the worker of the frame's connection; nothing waits here. */
final class FrameSender {

    private static final int DONE = 1;
    private static final int FAILED = -1;

    private final Transport transport;
    private final NextHopResolver resolver;
    private final FrameCounters counters;

    FrameSender(Transport transport, NextHopResolver resolver, FrameCounters counters) {
        this.transport = transport;
        this.resolver = resolver;
        this.counters = counters;
    }

    /** Passes the frame on; -1 when that is known to be impossible at once. */
    int relay(ScriptContext ctx, FrameInHand hand) {
        byte[] out = hand.frame().relayed();
        if (out == null) {
            return FAILED;
        }
        if (hand.over() != null) {
            Attempt attempt = new Attempt(hand);
            hand.over().send(out, attempt);
            return attempt.outcome();
        }
        MsrpUri target = hand.target();
        if (target == null) {
            try {
                target = MsrpUri.parse(hand.frame().toPath().second());
            } catch (SipParseException e) {
                ctx.log(0, "msrp_relay: " + e.getMessage() + " as next hop\n");
                return FAILED;
            }
        }
        return relayTo(ctx, hand, target, out);
    }

    private int relayTo(ScriptContext ctx, FrameInHand hand, MsrpUri uri, byte[] out) {
        TransportProtocol protocol = uri.isSecure() ? TransportProtocol.TLS : TransportProtocol.TCP;
        Attempt attempt = new Attempt(hand);
        InetAddress numeric = Addresses.numeric(uri.host());
        if (numeric != null) {
            send(hand, new InetSocketAddress(numeric, uri.portOrDefault()), protocol, uri, out, attempt);
        } else {
            NextHop hop = new NextHop(uri.host(), uri.portOrDefault(), protocol, uri.isSecure());
            resolver.resolve(hop, ctx.worker(), found -> {
                if (found.succeeded()) {
                    send(hand, found.targets().get(0).address(), protocol, uri, out, attempt);
                } else {
                    attempt.failed(found.failure());
                }
            });
        }
        return attempt.outcome();
    }

    private void send(
            FrameInHand hand,
            InetSocketAddress address,
            TransportProtocol protocol,
            MsrpUri uri,
            byte[] out,
            Attempt attempt) {
        transport.send(new Target(protocol, address, 0, hand.from(), hand.mayConnect(), uri.host()), out, attempt);
    }

    /** Answers a request over the connection it came on. A reply is not answered, nor is a REPORT (RFC 4975 §7.2). */
    int reply(FrameInHand hand, String code, String comment, String more) {
        MsrpFrame frame = hand.frame();
        if (!frame.isRequest() || frame.is("REPORT")) {
            return DONE;
        }
        Flow flow = hand.flow();
        if (!flow.isOpen()) {
            return FAILED;
        }
        flow.send(
                MsrpReply.to(frame, code, comment, more),
                hand.closesAfterReply() ? new ClosesAfter(transport) : SendOutcome.IGNORED);
        if (code.charAt(0) == '2' && hand.accept()) {
            report(hand);
        }
        return DONE;
    }

    private static void report(FrameInHand hand) {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
        byte[] report = MsrpReply.failure(hand.frame(), id, "408 Not delivered");
        if (report != null && hand.flow().isOpen()) {
            hand.flow().send(report, SendOutcome.IGNORED);
        }
    }

    /**
     * What becomes of a frame that was sent; told on the thread of the connection it left over. Either the script hears of a
     * failure, or the sender does once the frame is accepted.
     */
    private final class Attempt implements SendOutcome {
        private final FrameInHand hand;
        private final AtomicBoolean settled = new AtomicBoolean();

        Attempt(FrameInHand hand) {
            this.hand = hand;
        }

        /** What the script is told, once. */
        int outcome() {
            return settled.compareAndSet(false, true) ? DONE : FAILED;
        }

        @Override
        public void sent(Flow flow) {
            counters.out.increment();
            if (hand.closesAfterRelay()) {
                transport.close(flow.id());
            }
        }

        @Override
        public void failed(String reason) {
            counters.unsent.increment();
            boolean scriptHears = settled.compareAndSet(false, true);
            if (scriptHears ? hand.isAccepted() : hand.lose()) {
                report(hand);
            }
        }
    }

    /** Closes the connection a reply went out on. */
    private record ClosesAfter(Transport transport) implements SendOutcome {
        @Override
        public void sent(Flow flow) {
            transport.close(flow.id());
        }

        @Override
        public void failed(String reason) {
            // the connection is gone or stuck; its limits end it
        }
    }
}
