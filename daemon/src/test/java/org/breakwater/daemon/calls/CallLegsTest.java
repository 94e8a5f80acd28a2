package org.breakwater.daemon.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;

class CallLegsTest {

    private static final CallLeg DESK = new CallLeg(0, "sip:2@pbx", "desk", false, 1);
    private static final CallLeg CELL = new CallLeg(1, "sip:2@pbx", "cell", false, 2);
    private static final CallLegs CALLING = new CallLegs("ft", "Ann", "", List.of(), 0);

    private static SipMessage invite(String from, String sdp) throws SipParseException {
        String head = "INVITE sip:2@pbx SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKa\r\nMax-Forwards: 70\r\n"
                + "From: " + from + ";tag=ft\r\nTo: Bob <sip:2@pbx>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\nContent-Length: "
                + sdp.length() + "\r\n\r\n" + sdp;
        return SipMessage.parse(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), ParseLimits.DEFAULT);
    }

    private static String sdp(String connection, String direction) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 " + connection
                + "\r\nt=0 0\r\nm=audio 9000 RTP/AVP 0\r\n" + direction;
    }

    @Test
    void allPhonesThatRingAreKnownAndTheOneThatAnswersIsLeft() {
        CallLegs ringing = CALLING.ringing(DESK).ringing(CELL);
        assertThat(ringing.callees()).containsExactly(DESK, CELL);
        assertThat(ringing.ringing(DESK)).isSameAs(ringing);
        assertThat(ringing.without(0).callees()).containsExactly(CELL);

        CallLeg answer = new CallLeg(1, "sip:2@pbx", "cell", true, 9);
        CallLegs up = ringing.answered(answer);
        assertThat(up.callees()).containsExactly(answer);
        assertThat(up.ringing(DESK)).isSameAs(up);
        assertThat(up.without(1)).isSameAs(up);
        assertThat(up.answered(DESK)).isSameAs(up);
    }

    @Test
    void replyWithATagTakesThePlaceOfOneWithout() {
        CallLeg untagged = new CallLeg(0, "sip:2@pbx", "", false, 1);
        assertThat(CALLING.ringing(untagged).ringing(DESK).callees()).containsExactly(DESK);
    }

    @Test
    void eitherSideHoldsForItself() {
        CallLegs held = CALLING.holding(CallLegs.BY_CALLER, true).holding(CallLegs.BY_CALLEE, true);
        assertThat(held.held()).isEqualTo(3);
        assertThat(held.holding(CallLegs.BY_CALLER, true)).isSameAs(held);
        assertThat(held.holding(CallLegs.BY_CALLER, false).held()).isEqualTo(CallLegs.BY_CALLEE);
    }

    @Test
    void nameOfTheCallerLosesItsQuotes() throws SipParseException {
        assertThat(CallEvents.legs(invite("\"Ann \\\"A\\\"\" <sip:1@pbx>", "")).fromName())
                .isEqualTo("Ann \"A\"");
        assertThat(CallEvents.legs(invite("Ann <sip:1@pbx>", "")).fromName()).isEqualTo("Ann");
        assertThat(CallEvents.legs(invite("<sip:1@pbx>", "")).fromName()).isEmpty();
    }

    @Test
    void mediaSayWhetherTheOtherSideIsOnHold() throws SipParseException {
        String from = "<sip:1@pbx>";
        assertThat(CallEvents.holds(invite(from, ""))).isNull();
        assertThat(CallEvents.holds(invite(from, sdp("192.0.2.1", "")))).isFalse();
        assertThat(CallEvents.holds(invite(from, sdp("192.0.2.1", "a=recvonly\r\n"))))
                .isFalse();
        assertThat(CallEvents.holds(invite(from, sdp("192.0.2.1", "a=sendonly\r\n"))))
                .isTrue();
        assertThat(CallEvents.holds(invite(from, sdp("192.0.2.1", "a=inactive\r\n"))))
                .isTrue();
        assertThat(CallEvents.holds(invite(from, sdp("0.0.0.0", "")))).isTrue();
        assertThat(CallEvents.holds(invite(from, "nonsense"))).isNull();
    }
}
