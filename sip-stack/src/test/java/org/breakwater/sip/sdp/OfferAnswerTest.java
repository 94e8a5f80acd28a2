package org.breakwater.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {

    private static final AudioEndpoint ALICE = endpoint("192.0.2.1", 4000, AudioCodec.PCMU, AudioCodec.PCMA);
    private static final AudioEndpoint BOB = endpoint("192.0.2.2", 5000, AudioCodec.PCMA, AudioCodec.PCMU);

    @Test
    void bothSidesAgree() throws SipParseException {
        // When
        SessionDescription offer =
                SessionDescription.parse(OfferAnswer.offer(ALICE).toBytes());
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, BOB).orElseThrow();
        NegotiatedAudio alice = OfferAnswer.conclude(
                        ALICE, SessionDescription.parse(answer.description().toBytes()))
                .orElseThrow();

        // Then
        assertThat(answer.audio())
                .isEqualTo(new NegotiatedAudio(AudioCodec.PCMU, 0, 101, "192.0.2.1", 4000, 4001, Direction.SENDRECV));
        assertThat(alice)
                .isEqualTo(new NegotiatedAudio(AudioCodec.PCMU, 0, 101, "192.0.2.2", 5000, 5001, Direction.SENDRECV));
    }

    @Test
    void offerIsWrittenInFull() {
        assertThat(OfferAnswer.offer(ALICE))
                .hasToString("v=0\r\no=- 7 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                        + "m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
                        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n");
    }

    @Test
    void otherSectionsAreRefusedInPlace() throws SipParseException {
        // Given
        SessionDescription offer = SessionDescription.parse("v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 10.0.0.1\r\n"
                + "t=0 0\r\nm=video 6000 RTP/AVP 99\r\nm=audio 0 RTP/AVP 0\r\nm=audio 7000 RTP/AVP 18 97 96\r\n"
                + "a=rtpmap:97 pcma/8000\r\na=rtpmap:96 telephone-event/8000\r\nm=audio 7002 RTP/AVP 0\r\n");

        // When
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, BOB).orElseThrow();

        // Then
        assertThat(answer.description().media())
                .extracting(MediaDescription::port)
                .containsExactly(0, 0, 5000, 0);
        assertThat(answer.description().media().get(2).formats()).containsExactly("97", "96");
        assertThat(answer.audio().codec()).isEqualTo(AudioCodec.PCMA);
        assertThat(answer.audio().payloadType()).isEqualTo(97);
        assertThat(answer.audio().telephoneEvent()).isEqualTo(96);
    }

    @Test
    void nothingInCommonGivesNoAnswer() throws SipParseException {
        SessionDescription offer = SessionDescription.parse("v=0\r\nc=IN IP4 h\r\nm=audio 7000 RTP/AVP 18\r\n");
        assertThat(OfferAnswer.answer(offer, BOB)).isEmpty();
        SessionDescription secure = SessionDescription.parse("v=0\r\nc=IN IP4 h\r\nm=audio 7000 RTP/SAVP 0\r\n");
        assertThat(OfferAnswer.answer(secure, BOB)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SENDRECV, SENDRECV, SENDRECV",
        "SENDONLY, SENDRECV, RECVONLY",
        "RECVONLY, SENDRECV, SENDONLY",
        "INACTIVE, SENDRECV, INACTIVE",
        "SENDRECV, SENDONLY, SENDONLY",
        "SENDONLY, SENDONLY, INACTIVE",
        "SENDRECV, INACTIVE, INACTIVE",
    })
    void directionIsWhatBothWant(Direction offered, Direction wanted, Direction answered) throws SipParseException {
        // When
        OfferAnswer.Answer answer = OfferAnswer.answer(
                        OfferAnswer.offer(ALICE.withDirection(offered)), BOB.withDirection(wanted))
                .orElseThrow();

        // Then
        assertThat(answer.audio().direction()).isEqualTo(answered);
        assertThat(answer.description().media().get(0).direction()).contains(answered);
        assertThat(OfferAnswer.conclude(ALICE.withDirection(offered), answer.description()))
                .map(NegotiatedAudio::direction)
                .contains(answered.reversed());
    }

    @Test
    void unspecifiedAddressStopsSending() throws SipParseException {
        SessionDescription offer = SessionDescription.parse("v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 7000 RTP/AVP 0\r\n");
        assertThat(OfferAnswer.answer(offer, BOB))
                .map(a -> a.audio().direction())
                .contains(Direction.RECVONLY);
    }

    private static AudioEndpoint endpoint(String address, int port, AudioCodec... codecs) {
        return new AudioEndpoint(Origin.of(7, 1, address), address, port, List.of(codecs), Direction.SENDRECV);
    }
}
