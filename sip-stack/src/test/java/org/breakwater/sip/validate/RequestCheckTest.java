package org.breakwater.sip.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {

    private static final String REGISTER = "REGISTER sip:example.com SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\n"
            + "From: <sip:a@example.com>;tag=1\r\n"
            + "To: <sip:a@example.com>\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: 1 REGISTER\r\n"
            + "Contact: <sip:a@h>\r\n"
            + "Expires: 60\r\n"
            + "Max-Forwards: 70\r\n"
            + "Route: <sip:p;lr>\r\n"
            + "Content-Length: 0\r\n\r\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "Call-ID: c~|-|400|Missing Call-ID header",
                "Via: SIP/2.0/UDP h;branch=z9hG4bK1~|-|400|Missing Via header",
                "To: <sip:a@example.com>~|To: <sip:a@example.com>~t: <sip:b@c>~|400|Multiple To headers",
                "Expires: 60|Expires: 60~Expires: 60|400|Multiple Expires headers",
                "Expires: 60|Expires: sixty|400|Malformed Expires header",
                "Max-Forwards: 70|Max-Forwards: 256|400|Malformed Max-Forwards header",
                "Max-Forwards: 70|Max-Forwards:|400|Malformed Max-Forwards header",
                "Call-ID: c|Call-ID: c d|400|Malformed Call-ID header",
                "1 REGISTER|1 INVITE|400|CSeq method does not match the request method",
                "1 REGISTER|2147483648 REGISTER|400|CSeq number out of range",
                "From: <sip:a@example.com>|From: <sip:a@exa mple.com>|400|Malformed URI in From header",
                "From: <sip:a@example.com>;tag=1|From: <sip:a@example.com>;;tag|400|Malformed From header",
                "To: <sip:a@example.com>|To: <tel:1|400|Malformed To header: Unclosed angle bracket",
                "To: <sip:a@example.com>|To: <http:x>|400|To header of REGISTER is no SIP URI",
                "Contact: <sip:a@h>|Contact: <sip:a@h>, <x>|400|Malformed URI in Contact header",
                "Contact: <sip:a@h>|Contact: <sip:a@h>;q=2|400|Malformed Contact header: Malformed q parameter",
                "Contact: <sip:a@h>|Contact: *|400|Contact header * needs REGISTER with Expires 0",
                "Route: <sip:p;lr>|Route: <sip:p;lr|400|Malformed Route header: Unclosed angle bracket",
                "REGISTER sip:example.com|REGISTER sip:example.com?x=y|400|Request-URI with headers",
                "REGISTER sip:example.com|REGISTER sip:|400|Malformed Request-URI",
                "REGISTER sip:example.com|REGISTER mailto:x@y|416|Unsupported URI Scheme",
                "h;branch=z9hG4bK1|h;branch=|400|Malformed Via header",
                "Content-Length: 0|Content-Length: 7|400|Content-Length larger than the message",
                "Route: <sip:p;lr>|Proxy-Require: gruu, foo|420|Bad Extension",
                "SIP/2.0~Via|SIP/3.0~Via|505|Version Not Supported",
            })
    void faultIsRefusedWithAReasonThatNamesIt(String good, String bad, int status, String reason)
            throws SipParseException {
        // Given
        String from = good.replace("~", "\r\n");
        assertThat(REGISTER).contains(from);
        String request = REGISTER.replace(from, bad == null ? "" : bad.replace("~", "\r\n"));

        // When
        Optional<Rejection> rejection = check(request);

        // Then
        assertThat(rejection).map(Rejection::status).contains(status);
        assertThat(rejection).map(Rejection::reason).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Expires: 60|Expires: 60",
                "Contact: <sip:a@h>|m: <sip:a@h>~Contact: <sip:b@h>",
                "Contact: <sip:a@h>~Expires: 60|Contact: *~Expires: 0",
                "Route: <sip:p;lr>|Proxy-Require: GRUU",
                "Route: <sip:p;lr>|Require: whatever",
                "Max-Forwards: 70~|",
                "REGISTER sip:example.com|REGISTER tel:+49301234",
                "From: <sip:a@example.com>;tag=1|From: Fax (2) <sip:a@example.com>",
            })
    void oddButRightRequestPasses(String usual, String odd) throws SipParseException {
        // Given
        String from = usual.replace("~", "\r\n");
        assertThat(REGISTER).contains(from);

        // Then
        assertThat(check(REGISTER.replace(from, odd == null ? "" : odd.replace("~", "\r\n"))))
                .isEmpty();
    }

    @Test
    void tooManyViasAreRefused() throws SipParseException {
        String more = "v: SIP/2.0/UDP a, SIP/2.0/UDP b\r\n";
        assertThat(check(REGISTER.replace("To:", more.repeat(34) + "To:"))).isEmpty();
        assertThat(check(REGISTER.replace("To:", more.repeat(35) + "To:")))
                .map(Rejection::reason)
                .contains("Too many Via values");
    }

    @Test
    void ackIsNeverAnswered() throws SipParseException {
        SipMessage ack = parse(REGISTER.replace("REGISTER", "ACK"));
        assertThat(Rejection.isAnswerable(ack)).isFalse();
        assertThat(Rejection.isAnswerable(parse(REGISTER))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0/UDP 10.0.0.1:5070, 192.0.2.9:5070",
        "SIP/2.0/UDP 10.0.0.1, 192.0.2.9:5060",
        "SIP/2.0/TLS name, 192.0.2.9:5061",
        "SIP/2.0/UDP 10.0.0.1:5070;rport, 192.0.2.9:1234",
        "SIP/2.0/UDP 255.255.255.255;maddr=224.0.0.1, 192.0.2.9:5060",
    })
    void repliesGoBackToTheSource(String via, String expected) throws SipParseException {
        assertThat(ReplyAddress.of(Via.parse(via), new InetSocketAddress("192.0.2.9", 1234)))
                .map(a -> a.getAddress().getHostAddress() + ':' + a.getPort())
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0/UDP 10.0.0.1:5070, 10.0.0.1:5070",
        "SIP/2.0/UDP name;received=192.0.2.1;rport=77, 192.0.2.1:77",
        "SIP/2.0/UDP name;received=[2001:db8::1], 2001:db8:0:0:0:0:0:1:5060",
        "SIP/2.0/UDP name;received=2001:db8::1;rport=99999, 2001:db8:0:0:0:0:0:1:5060",
    })
    void forwardedResponsesFollowTheVia(String via, String expected) throws SipParseException {
        assertThat(ReplyAddress.ofForwarded(Via.parse(via)))
                .map(a -> a.getAddress().getHostAddress() + ':' + a.getPort())
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0/UDP 255.255.255.255",
        "SIP/2.0/UDP 239.1.2.3",
        "SIP/2.0/UDP 0.0.0.0",
        "SIP/2.0/UDP h;received=[ff02::1]",
        "SIP/2.0/UDP h;received=224.0.0.1",
        "SIP/2.0/UDP h;received=::",
    })
    void floodsAreNotForwarded(String via) throws SipParseException {
        assertThat(ReplyAddress.ofForwarded(Via.parse(via))).isEmpty();
    }

    @Test
    void namesAreLeftToTheResolver() throws SipParseException {
        assertThat(ReplyAddress.ofForwarded(Via.parse("SIP/2.0/UDP proxy.example.com")))
                .contains(InetSocketAddress.createUnresolved("proxy.example.com", 5060));
    }

    private static Optional<Rejection> check(String text) throws SipParseException {
        return RequestCheck.check(parse(text), Capabilities.PROXY);
    }

    private static SipMessage parse(String text) throws SipParseException {
        return SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
    }
}
