package org.breakwater.pbx.presence;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Requests of phones, as scripts hand them over. */
final class Requests {

    private Requests() {}

    /** A connection over which nothing is sent. */
    record Wire(TransportProtocol protocol, InetSocketAddress remote) implements Flow {
        @Override
        public long id() {
            return 7;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress("192.0.2.1", 5060);
        }

        @Override
        public ListenPoint listenPoint() {
            return ListenPoint.of(protocol, local());
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(byte[] message, SendOutcome outcome) {
            throw new AssertionError("a reply is the script's business");
        }
    }

    /** One from user 1001 over TCP, about another; {@code lines} are complete header lines. */
    static PresenceRequest of(String method, String about, String tag, String lines, String body)
            throws SipParseException {
        return of(
                new Wire(TransportProtocol.TCP, new InetSocketAddress("192.0.2.9", 40000)),
                method,
                about,
                tag,
                lines,
                body);
    }

    static PresenceRequest of(Flow flow, String method, String about, String tag, String lines, String body)
            throws SipParseException {
        String uri = "sip:" + about + "@pbx.example";
        String text = method + ' ' + uri + " SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK1\r\n"
                + "From: <sip:1001@pbx.example>;tag=theirs\r\nTo: <" + uri + '>' + (tag.isEmpty() ? "" : ";tag=" + tag)
                + "\r\nCall-ID: c1\r\nCSeq: 1 " + method + "\r\n" + lines + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        SipMessage message = SipMessage.parse(text.getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT);
        return new PresenceRequest(message, uri, "", flow, "ours");
    }
}
