package org.breakwater.sip.proxy;

import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.ValueList;
import org.breakwater.sip.message.Via;
import org.breakwater.sip.message.ViaStamp;

/** What a proxy does with the topmost Via: stamp it, put its own above, take its own away. */
public final class TopVia {

    private TopVia() {}

    /** Our own Via as a header field with its line break (RFC 3261 §18.1.1). */
    public static String line(ListenPoint from, TransportProtocol protocol, String branch) {
        return "Via: SIP/2.0/" + protocol.name() + ' ' + from.viaHost() + ':' + from.viaPort() + ";branch=" + branch
                + "\r\n";
    }

    /**
     * Queues {@code received} and {@code rport} for the topmost Via of a request (RFC 3261 §18.2.1, RFC 3581 §4).
     * Nothing is queued when it says all that already, or cannot be read.
     */
    public static void stamp(SipMessage request, Flow flow, boolean forceRport, MessageEdits edits) {
        try {
            Via via = request.topVia();
            String before = via.params().text();
            String after = ViaStamp.stamp(
                    via,
                    Addresses.text(flow.remote().getAddress()),
                    flow.remote().getPort(),
                    forceRport);
            if (!after.equals(before)) {
                HeaderIndex index = request.index();
                int i = index.first(HeaderName.VIA);
                int end = elementEnd(request, i);
                if (index.isFolded(i)) {
                    int start = index.valueStart(i);
                    edits.replace(
                            start,
                            end,
                            new Via(via.transport(), via.host(), via.port(), via.params())
                                            .toString()
                                            .replace(before, "")
                                    + after);
                } else {
                    edits.replace(end - before.length(), end, after);
                }
            }
        } catch (SipParseException e) {
            return; // goes on as it came; the reply finds its way by the flow
        }
    }

    /** First octet of the topmost Via: of its field, or of its value when others follow in the same field. */
    public static int start(SipMessage message) {
        int i = message.index().first(HeaderName.VIA);
        return isAlone(message, i)
                ? message.index().lineStart(i)
                : message.index().valueStart(i);
    }

    /** The octet after the topmost Via, with the comma or line break that belongs to it. */
    public static int end(SipMessage message) {
        HeaderIndex index = message.index();
        int i = index.first(HeaderName.VIA);
        if (isAlone(message, i)) {
            return index.lineEnd(i);
        }
        int at = commaAfterFirst(message, i) + 1;
        while (at < index.valueEnd(i) && message.buffer()[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isAlone(SipMessage message, int i) {
        return commaAfterFirst(message, i) == message.index().valueEnd(i);
    }

    private static int commaAfterFirst(SipMessage message, int i) {
        return ValueList.elementEnd(
                message.buffer(), message.index().valueStart(i), message.index().valueEnd(i));
    }

    private static int elementEnd(SipMessage message, int i) {
        int end = commaAfterFirst(message, i);
        while (message.buffer()[end - 1] <= ' ') {
            end--;
        }
        return end;
    }
}
