package org.breakwater.daemon.edge;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;

/** Takes well-formed messages from the edge: the routing script. Called on the message's worker. */
public interface RequestSink {

    /**
     * Takes a request.
     *
     * @return false when too much waits and the request should be answered 503
     */
    boolean request(SipMessage request, Flow flow, Worker worker);

    /** Takes a response. */
    void response(SipMessage response, Flow flow, Worker worker);

    /** A connection is gone. Called on the connection's worker. */
    void closed(Flow flow, Worker worker);
}
