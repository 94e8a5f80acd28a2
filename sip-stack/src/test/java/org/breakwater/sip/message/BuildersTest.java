package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildersTest {

    private static final ParseLimits LIMITS = ParseLimits.DEFAULT;
    private static final String INVITE = "INVITE sip:bob@example.com SIP/2.0\r\n"
            + "v: SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1 , SIP/2.0/TCP proxy.example.com\r\n"
            + "Via: SIP/2.0/UDP\r\n second.example.com;branch=z9hG4bK2\r\n"
            + "Record-Route: <sip:p1;lr>\r\nRecord-Route: <sip:p2;lr>\r\n"
            + "Route: <sip:p3;lr>\r\n"
            + "f: Alice <sip:alice@example.com>;tag=a1\r\n"
            + "t: <sip:bob@example.com>\r\n"
            + "i: c1@10.0.0.1\r\n"
            + "CSeq: 7 INVITE\r\n"
            + "l: 0\r\n\r\n";

    @Test
    void responseCopiesWhatBelongsToTheTransaction() throws SipParseException {
        // When
        String response = text(ResponseBuilder.of(parse(INVITE), 180)
                .toTag("b1")
                .receivedFrom("192.0.2.9", 5062)
                .copyRecordRoute()
                .header(HeaderName.CONTACT, "<sip:bob@192.0.2.1>")
                .build());

        // Then
        assertThat(response)
                .isEqualTo("SIP/2.0 180 Ringing\r\n"
                        + "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;received=192.0.2.9;rport=5062, SIP/2.0/TCP"
                        + " proxy.example.com\r\n"
                        + "Via: SIP/2.0/UDP second.example.com;branch=z9hG4bK2\r\n"
                        + "Record-Route: <sip:p1;lr>\r\nRecord-Route: <sip:p2;lr>\r\n"
                        + "From: Alice <sip:alice@example.com>;tag=a1\r\n"
                        + "To: <sip:bob@example.com>;tag=b1\r\n"
                        + "Call-ID: c1@10.0.0.1\r\n"
                        + "CSeq: 7 INVITE\r\n"
                        + "Contact: <sip:bob@192.0.2.1>\r\n"
                        + "Content-Length: 0\r\n\r\n");
    }

    @Test
    void toTagOfTheRequestStays() throws SipParseException {
        String request = INVITE.replace("t: <sip:bob@example.com>", "t: <sip:bob@example.com> ; TAG = x");
        assertThat(text(ResponseBuilder.of(parse(request), 200).toTag("b1").build()))
                .contains("To: <sip:bob@example.com> ; TAG = x\r\n");
    }

    @Test
    void malformedRequestIsAnsweredWithItsRawFields() throws SipParseException {
        // Given
        String request = INVITE.replace("f: Alice <", "f: \"Alice <")
                .replace("t: <sip:bob@example.com>", "t: \"Bob <sip:bob@example.com>")
                .replace("CSeq: 7 INVITE\r\n", "CSeq: seven\r\n")
                .replace("v: SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1 ,", "v: SIP/2.0/UDP [10.0.0.1 ,");

        // When
        String response = text(ResponseBuilder.of(parse(request), 400, "Bad\r\nX: y")
                .toTag("b1")
                .receivedFrom("192.0.2.9", 5062)
                .build());

        // Then
        assertThat(response)
                .startsWith("SIP/2.0 400 Bad  X: y\r\n")
                .contains("Via: SIP/2.0/UDP [10.0.0.1")
                .contains("From: \"Alice <sip:alice@example.com>;tag=a1\r\n")
                .contains("To: \"Bob <sip:bob@example.com>;tag=b1\r\n")
                .contains("CSeq: seven\r\n");
    }

    @Test
    void bodyComesWithTypeAndLength() throws SipParseException {
        assertThat(text(ResponseBuilder.of(parse(INVITE), 200)
                        .body("application/sdp", new byte[] {'v', '=', '0', 0})
                        .build()))
                .endsWith("Content-Type: application/sdp\r\nContent-Length: 4\r\n\r\nv=0\0");
    }

    @Test
    void receivedOfTheSenderIsReplaced() throws SipParseException {
        String request = INVITE.replace(";rport;", ";received=255.255.255.255;");
        assertThat(text(ResponseBuilder.of(parse(request), 200)
                        .receivedFrom("192.0.2.9", 5062)
                        .build()))
                .contains("Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;received=192.0.2.9, ");
    }

    @Test
    void ackOfFailureCopiesTopViaAndRoutesOfTheInvite() throws SipParseException {
        // Given
        SipMessage invite = parse(INVITE);
        SipMessage response =
                parse(text(ResponseBuilder.of(invite, 486).toTag("b1").build()));

        // Then
        assertThat(text(RequestBuilder.ack(invite, response).build()))
                .isEqualTo("ACK sip:bob@example.com SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "Route: <sip:p3;lr>\r\n"
                        + "From: Alice <sip:alice@example.com>;tag=a1\r\n"
                        + "To: <sip:bob@example.com>;tag=b1\r\n"
                        + "Call-ID: c1@10.0.0.1\r\n"
                        + "CSeq: 7 ACK\r\n"
                        + "Content-Length: 0\r\n\r\n");
    }

    @Test
    void cancelHasToOfTheInvite() throws SipParseException {
        assertThat(text(RequestBuilder.cancel(parse(INVITE)).build()))
                .contains("To: <sip:bob@example.com>\r\n")
                .contains("CSeq: 7 CANCEL\r\n");
    }

    private static SipMessage parse(String text) throws SipParseException {
        return SipMessage.parse(Octets.bytes(text), LIMITS);
    }

    private static String text(byte[] octets) {
        return Octets.text(octets, 0, octets.length);
    }
}
