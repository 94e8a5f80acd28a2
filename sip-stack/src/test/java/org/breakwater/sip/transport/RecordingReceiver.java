package org.breakwater.sip.transport;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Keeps what transport hands up; answers requests with a short 200 unless told not to. */
final class RecordingReceiver implements MessageReceiver {

    /** What came: a message, or a status and reason for what was malformed. */
    record Received(SipMessage message, SipParseException fault, Flow flow, Worker worker) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Flow> closed = new LinkedBlockingQueue<>();
    volatile boolean answers = true;

    static byte[] response(int status) {
        return ("SIP/2.0 " + status + " X\r\nContent-Length: 0\r\n\r\n").getBytes();
    }

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        received.add(new Received(message, null, flow, worker));
        if (answers && message.isRequest()) {
            flow.send(response(200), SendOutcome.IGNORED);
        }
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        received.add(new Received(null, fault, flow, worker));
        flow.send(response(fault.status()), SendOutcome.IGNORED);
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        closed.add(flow);
    }

    Received next() throws InterruptedException {
        Received r = received.poll(5, TimeUnit.SECONDS);
        if (r == null) {
            throw new AssertionError("nothing received in 5 s");
        }
        return r;
    }

    Flow nextClosed() throws InterruptedException {
        Flow f = closed.poll(5, TimeUnit.SECONDS);
        if (f == null) {
            throw new AssertionError("nothing closed in 5 s");
        }
        return f;
    }
}
