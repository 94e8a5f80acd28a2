package org.breakwater.sip.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;
import org.breakwater.sip.validate.TortureMessages.TortureMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TortureTest {

    static Stream<TortureMessage> messages() {
        return Stream.concat(TortureMessages.RFC_4475.stream(), TortureMessages.RFC_5118.stream());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void verdictIsWhatTheRfcDemands(TortureMessage message) {
        String verdict = verdict(message);
        List<String> refusals =
                message.statuses().stream().map(s -> Integer.toString(s)).toList();
        switch (message.demand()) {
            case ACCEPT -> assertThat(verdict).isEqualTo("accepted");
            case REFUSE -> assertThat(verdict).isIn(refusals);
            case REFUSE_OR_ACCEPT, REFUSE_AS_ENDPOINT ->
                assertThat(verdict)
                        .satisfiesAnyOf(
                                v -> assertThat(v).isEqualTo("accepted"),
                                v -> assertThat(v).isIn(refusals));
            case DROP -> assertThat(verdict).isEqualTo("dropped");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyRefusedRequestCanBeAnswered(TortureMessage message) throws SipParseException {
        if (message.demand() == TortureMessages.Demand.DROP) {
            return;
        }
        SipMessage parsed = parse(message);
        if (!parsed.isRequest()) {
            return;
        }
        // When
        byte[] answer = Rejection.of(400, "Bad Request")
                .answer(parsed)
                .toTag("t1")
                .receivedFrom("192.0.2.77", 5099)
                .build();

        // Then
        SipMessage response = SipMessage.parse(answer, ParseLimits.DEFAULT);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.fault()).isNull();
        assertThat(response.values(HeaderName.VIA)).hasSameSizeAs(parsed.values(HeaderName.VIA));
        assertThat(response.callId()).isEqualTo(parsed.callId());
        assertThat(response.header(HeaderName.FROM)).isEqualTo(parsed.header(HeaderName.FROM));
    }

    @Test
    void unsupportedExtensionsAreNamed() throws SipParseException {
        // Given
        SipMessage bext01 = parse(named("bext01"));

        // Then
        assertThat(RequestCheck.check(bext01, Capabilities.PROXY))
                .map(Rejection::headerLines)
                .contains("Unsupported: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n");
        assertThat(RequestCheck.check(bext01, Capabilities.PROXY.answering(Set.of())))
                .map(Rejection::headerLines)
                .contains("Unsupported: noProxiesSupportThis, norDoAnyProxiesSupportThis, nothingSupportsThis,"
                        + " nothingSupportsThisEither\r\n");
    }

    @Test
    void responseIsNeverForwardedToBroadcast() throws SipParseException {
        // Given
        List<String> vias = parse(named("bcast")).values(HeaderName.VIA);

        // Then
        assertThat(ReplyAddress.ofForwarded(Via.parse(vias.get(1)))).isEmpty();
    }

    @Test
    void datagramWithTwoRequestsIsTheFirst() throws SipParseException {
        SipMessage dblreq = parse(named("dblreq"));
        assertThat(dblreq.bodyLength()).isZero();
        assertThat(dblreq.toString()).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void oddButValidFieldsAreUnderstood() throws SipParseException {
        // wsinv
        SipMessage wsinv = parse(named("wsinv"));
        assertThat(wsinv.cseq().number()).isEqualTo(9);
        assertThat(wsinv.topVia().host()).isEqualTo("192.0.2.2");
        assertThat(wsinv.values(HeaderName.VIA)).hasSize(3);
        assertThat(wsinv.from().tag()).isEqualTo("98asjd8");
        assertThat(wsinv.addresses(HeaderName.CONTACT).get(0).q()).isEqualTo(330);
        assertThat(wsinv.bodyLength()).isEqualTo(150);
        // intmeth
        SipMessage intmeth = parse(named("intmeth"));
        assertThat(intmeth.requestUri().user()).isEqualTo("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        assertThat(intmeth.requestUri().password()).isEqualTo("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
        assertThat(intmeth.to().displayName()).contains("\0");
        // semiuri
        assertThat(parse(named("semiuri")).requestUri().user()).isEqualTo("user;par=u%40example.net");
        // esc02: no escapes outside URIs
        assertThat(parse(named("esc02")).values(HeaderName.CONTACT)).hasSize(2);
        // unreason
        assertThat(Octets.toUnicode(parse(named("unreason")).reason())).endsWith("\u0441\u0442\u043e\u0435");
        assertThat(parse(named("noreason")).reason()).isEmpty();
        // 3 colons
        SipMessage colons = parse(ipv6("ipv6-bug-abnf-3-colons"));
        assertThat(colons.requestUri().host()).isEqualTo("[2001:db8::192.0.2.1]");
    }

    private static TortureMessage named(String name) {
        return TortureMessages.RFC_4475.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TortureMessage ipv6(String name) {
        return TortureMessages.RFC_5118.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(TortureMessage message) {
        SipMessage parsed;
        try {
            parsed = parse(message);
        } catch (SipParseException e) {
            return "dropped";
        }
        if (!parsed.isRequest()) {
            return ResponseCheck.check(parsed).isPresent() ? "dropped" : "accepted";
        }
        Optional<Rejection> rejection = RequestCheck.check(parsed, Capabilities.PROXY);
        return rejection.map(r -> Integer.toString(r.status())).orElse("accepted");
    }

    private static SipMessage parse(TortureMessage message) throws SipParseException {
        return SipMessage.parse(message.octets(), ParseLimits.DEFAULT);
    }
}
