package org.breakwater.sip.transport;

import java.util.Arrays;
import org.breakwater.sip.codec.DatagramFramer;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipParseException;

/** The way in of what comes as whole messages: UDP and WebSocket. One for each loop. */
final class DatagramInput {

    private final DatagramFramer framer = new DatagramFramer();

    /** Delivers the message in the first {@code length} octets. */
    void deliver(byte[] data, int length, Flow flow, Delivery delivery, Worker worker) {
        int start = DatagramFramer.messageStart(data, 0, length);
        int end;
        try {
            end = framer.messageEnd(data, start, length);
        } catch (SipParseException e) {
            delivery.malformed(Arrays.copyOfRange(data, start, length), e, flow, worker);
            return;
        }
        delivery.message(Arrays.copyOfRange(data, start, end), flow, worker);
    }
}
