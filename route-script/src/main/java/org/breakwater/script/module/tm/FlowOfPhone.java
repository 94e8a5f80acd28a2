package org.breakwater.script.module.tm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.proxy.Branch;
import org.breakwater.sip.proxy.BranchPlan;
import org.breakwater.sip.resolve.NextHop;

/**
 * The flow of a reply that came through another server of the cluster, as the script is to see it: from the phone. What it
 * writes into a Contact then leads to the phone and not to that server.
 *
 * @param way the connection to that server
 * @param remote the phone's address
 * @param protocol what the phone speaks
 */
record FlowOfPhone(Flow way, InetSocketAddress remote, TransportProtocol protocol) implements Flow {

    /** How the script sees the flow of a reply from that branch. */
    static Flow of(Branch branch, Flow flow) {
        BranchPlan direct = branch.plan().otherwise();
        if (direct == null || flow == null) {
            return flow;
        }
        NextHop phone = direct.nextHop();
        InetAddress address = Addresses.numeric(phone.host());
        TransportProtocol protocol = phone.transport() == null ? flow.protocol() : phone.transport();
        int port = phone.port() > 0 ? phone.port() : protocol.defaultPort();
        return address == null ? flow : new FlowOfPhone(flow, new InetSocketAddress(address, port), protocol);
    }

    @Override
    public long id() {
        return way.id();
    }

    @Override
    public InetSocketAddress local() {
        return way.local();
    }

    @Override
    public ListenPoint listenPoint() {
        return way.listenPoint();
    }

    @Override
    public boolean isOpen() {
        return way.isOpen();
    }

    @Override
    public void send(byte[] message, SendOutcome outcome) {
        way.send(message, outcome);
    }
}
