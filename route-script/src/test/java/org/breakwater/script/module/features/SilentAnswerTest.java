package org.breakwater.script.module.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilentAnswerTest {

    private static final String SESSION = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n";

    private final SilentAnswer silent = new SilentAnswer();

    private String answer(String media) throws SipParseException {
        return silent.to(SESSION + media, "192.0.2.1")
                .map(SessionDescription::toString)
                .orElse("");
    }

    @Test
    void firstAudioIsInactiveWhateverItsCodecAndTheRestIsRefused() throws SipParseException {
        String answer = answer("m=video 4000 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"
                + "m=audio 4002 RTP/AVP 111 8\r\na=rtpmap:111 opus/48000/2\r\nm=audio 4004 RTP/AVP 0\r\n");
        assertThat(answer)
                .contains("c=IN IP4 192.0.2.1", "m=video 0 ", "m=audio 9 RTP/AVP 111\r\n", "a=rtpmap:111 opus/48000/2")
                .contains("a=inactive", "m=audio 0 RTP/AVP 0");
    }

    @Test
    void encryptedAudioGetsAKeyOfItsOwn() throws SipParseException {
        String media = "m=audio 4002 RTP/SAVP 8\r\na=crypto:1 AEAD_AES_256_GCM inline:x\r\n"
                + "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + "A".repeat(40) + "\r\n";
        assertThat(answer(media))
                .containsPattern("a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{40}")
                .contains("m=audio 9 RTP/SAVP 8")
                .doesNotContain("A".repeat(40));
        assertThat(answer(media)).isNotEqualTo(answer(media));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=video 4000 RTP/AVP 96\r\n",
                "m=audio 0 RTP/AVP 0\r\n",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 111\r\n",
                "m=audio 4000 RTP/SAVP 8\r\n",
                ""
            })
    void whatCannotBeSilentIsNotAnswered(String media) throws SipParseException {
        assertThat(answer(media)).isEmpty();
    }

    @Test
    void withoutAnOfferItOffersAudioThatIsInactive() throws SipParseException {
        assertThat(silent.to("", "192.0.2.1").orElseThrow().toString()).contains("m=audio 9 RTP/AVP 8 0", "a=inactive");
    }

    @Test
    void brokenOfferIsAFault() {
        assertThatThrownBy(() -> silent.to("m=audio\r\n", "192.0.2.1")).isInstanceOf(SipParseException.class);
    }
}
