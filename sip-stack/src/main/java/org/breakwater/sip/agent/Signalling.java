package org.breakwater.sip.agent;

import java.util.Optional;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;

/**
 * What a user agent asks of the transaction layer, and is told by it. Everything happens on the agent's worker.
 */
public interface Signalling {

    /**
     * Sends a request in a client transaction of its own.
     *
     * @param request complete but for its Via, which is added here
     */
    SentRequest send(SipMessage request, Target target, ResponseListener listener);

    /** Sends the ACK of a 2xx, which belongs to no transaction; a Via is added. */
    void sendAck(SipMessage ack, Target target);

    /** Sends a CRLF keepalive (RFC 5626 §3.5.1). */
    void keepAlive(Target target);

    /** Our own address as requests to this target show it. */
    Optional<ListenPoint> sourceFor(Target target);

    /** Sets who hears incoming requests. */
    void listen(RequestListener listener);

    /** A request we sent. */
    interface SentRequest {

        /** Sends CANCEL for it (RFC 3261 §9.1); only an INVITE that got a provisional response may be cancelled. */
        void cancel();
    }

    /** Hears responses to one request. */
    interface ResponseListener {

        /** A response came: any number of provisional ones, one final; of an INVITE several 2xx. */
        void response(SipMessage response);

        /** No final response will come. */
        void failed(Failure failure);
    }

    /** A request we received, in its server transaction. */
    interface ReceivedRequest {

        /** The request. */
        SipMessage request();

        /** Sends a response to it; a 2xx to an INVITE may be sent repeatedly. */
        void respond(ResponseBuilder response);
    }

    /** Hears requests. */
    interface RequestListener {

        /** A new request other than ACK and CANCEL. */
        void request(ReceivedRequest received);

        /** The ACK of a 2xx. */
        void ack(SipMessage ack);

        /** The peer cancelled an INVITE that has no final response yet; CANCEL itself was answered. */
        void cancelled(ReceivedRequest invite);

        /** A connection is gone. */
        void flowClosed(Target peer);
    }
}
