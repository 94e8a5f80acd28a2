package org.breakwater.sip.transaction;

import java.net.InetSocketAddress;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;

/**
 * The way replies to a request go back (RFC 3261 §18.2.2, RFC 3581 §4): over the connection it came on while that is
 * open, else to its source address and the port of its Via. A {@code maddr} is not obeyed, so nobody can aim replies
 * at a multicast or broadcast address.
 */
public final class ResponsePath {

    private final Flow flow;
    private final int viaPort;
    private final boolean mayConnect;

    private ResponsePath(Flow flow, int viaPort, boolean mayConnect) {
        this.flow = flow;
        this.viaPort = viaPort;
        this.mayConnect = mayConnect;
    }

    /**
     * The way back of a request.
     *
     * @param forceRport send to the source port even when the request does not ask by {@code rport}
     * @param mayConnect whether a connection may be opened when the request's is closed
     */
    public static ResponsePath of(SipMessage request, Flow flow, boolean forceRport, boolean mayConnect) {
        int port = flow.remote().getPort();
        try {
            Via via = request.topVia();
            if (flow.protocol().isReliable() || (!forceRport && !via.params().has("rport"))) {
                port = via.portOrDefault();
            }
        } catch (SipParseException e) {
            return new ResponsePath(flow, port, mayConnect);
        }
        return new ResponsePath(flow, port, mayConnect);
    }

    /** Sends a reply. */
    public void send(byte[] reply, Transport transport, SendOutcome outcome) {
        boolean direct = flow.protocol().isReliable()
                ? flow.isOpen()
                : viaPort == flow.remote().getPort();
        if (direct) {
            flow.send(reply, outcome);
            return;
        }
        InetSocketAddress address = new InetSocketAddress(flow.remote().getAddress(), viaPort);
        transport.send(new Target(flow.protocol(), address, 0, flow.listenPoint(), mayConnect, null), reply, outcome);
    }

    /** Whether the transport is reliable. */
    public boolean isReliable() {
        return flow.protocol().isReliable();
    }

    /** The connection, or pair of addresses, the request came on. */
    public Flow flow() {
        return flow;
    }
}
