package org.breakwater.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

final class ForwardedRequestTest {

    private static final String RECEIVED =
            "OPTIONS sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\r\n\r\n";

    @Test
    void fieldsThatNameTheSocketStandBelowOurViaAndAboveTheOthers() throws Exception {
        SipMessage message = SipMessage.parse(Octets.bytes(RECEIVED), ParseLimits.DEFAULT);
        ListenPoint socket =
                ListenPoint.of(TransportProtocol.TCP, new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 5062));
        LeavingFields fields = (from, protocol) -> "Record-Route: <sip:" + from.viaHost() + ';' + protocol + ">\r\n";
        ForwardedRequest request = new ForwardedRequest(message, "sip:c@y", "Route: <sip:r>\r\n", null, fields);

        byte[] octets = request.write(socket, TransportProtocol.TCP, "z9hG4bKb");

        assertThat(Octets.text(octets, 0, octets.length))
                .isEqualTo("OPTIONS sip:c@y SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1:5062;branch=z9hG4bKb\r\n"
                        + "Record-Route: <sip:192.0.2.1;TCP>\r\nRoute: <sip:r>\r\n"
                        + "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\r\n\r\n");
    }
}
