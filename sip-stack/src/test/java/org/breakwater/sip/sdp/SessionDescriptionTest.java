package org.breakwater.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {

    private static final String WEB = "v=0\r\no=- 46117 2 IN IP6 2001:db8::1\r\ns=-\r\nt=0 0\r\n"
            + "a=group:BUNDLE 0\r\na=sendonly\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 101\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
            + "a=candidate:1 1 udp 2113937151 192.0.2.1 54400 typ host\r\n"
            + "a=candidate:2 1 udp 1677729535 198.51.100.1 54400 typ srflx\r\n"
            + "a=ice-ufrag:aB3\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc==\r\n"
            + "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
            + "a=rtpmap:101 telephone-event/8000\r\na=x-unknown: keep  me \r\n"
            + "m=video 0/2 RTP/AVP 99\r\na=inactive\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                WEB,
                "v=0\no=a 1 1 IN IP4 h\ns=\nt=0 0\nm=audio 1 RTP/AVP 0",
                "v=0\r\no=a 1 1 IN IP4 h\ns= x \r\nz=odd\r\n\r\n"
            })
    void untouchedDescriptionIsWrittenOctetForOctet(String text) throws SipParseException {
        String trimmed = text.endsWith("\r\n\r\n") ? text.substring(0, text.length() - 2) : text;
        assertThat(SessionDescription.parse(text)).hasToString(trimmed);
    }

    @Test
    void fieldsOfSectionsAreRead() throws SipParseException {
        // When
        SessionDescription sdp = SessionDescription.parse(WEB);
        MediaDescription audio = sdp.media().get(0);
        MediaDescription video = sdp.media().get(1);

        // Then
        assertThat(sdp.origin()).contains(new Origin("-", "46117", "2", new Connection(true, "2001:db8::1")));
        assertThat(sdp.attribute("group")).contains("BUNDLE 0");
        assertThat(audio.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(audio.formats()).containsExactly("111", "0", "101");
        assertThat(audio.rtpMap("111")).contains(new RtpMap(111, "opus", 48000, 2));
        assertThat(audio.rtpMap("0")).contains(new RtpMap(0, "PCMU", 8000, 1));
        assertThat(audio.rtpMap("96")).isEmpty();
        assertThat(audio.fmtp("111")).contains("minptime=10;useinbandfec=1");
        assertThat(audio.attributes("candidate")).hasSize(2);
        assertThat(audio.attribute("ice-ufrag")).contains("aB3");
        assertThat(audio.rtcpPort()).isEqualTo(9);
        assertThat(sdp.connectionOf(audio).orElseThrow().isHold()).isTrue();
        assertThat(sdp.directionOf(audio)).isEqualTo(Direction.SENDONLY);
        assertThat(sdp.directionOf(video)).isEqualTo(Direction.INACTIVE);
        assertThat(video.portCount()).isEqualTo(2);
        assertThat(video.isActive()).isFalse();
        assertThat(sdp.active("video")).isEmpty();
    }

    @Test
    void changesLeaveOtherLinesAlone() throws SipParseException {
        // Given
        SessionDescription sdp = SessionDescription.parse(WEB);

        // When
        MediaDescription changed = sdp.media()
                .get(0)
                .withPort(30000)
                .withConnection(Connection.of("198.51.100.9"))
                .without(line -> line.isAttribute("candidate") || line.isAttribute("rtcp"))
                .withDirection(Direction.SENDRECV);

        // Then
        assertThat(sdp.withMedia(0, changed).toString())
                .isEqualTo(WEB.replace("m=audio 9 ", "m=audio 30000 ")
                        .replace("c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0", "c=IN IP4 198.51.100.9")
                        .replaceAll("a=candidate.*\r\n", "")
                        .replace("keep  me \r\n", "keep  me \r\na=sendrecv\r\n"));
    }

    @Test
    void connectionIsAddedWhereItBelongs() throws SipParseException {
        // Given
        SessionDescription sdp =
                SessionDescription.parse("v=0\no=a 1 1 IN IP4 h\ns=x\nb=AS:1\nt=0 0\nm=audio 1 RTP/AVP 0");

        // Then
        assertThat(sdp.withConnection(Connection.of("::1")))
                .hasToString("v=0\no=a 1 1 IN IP4 h\ns=x\nc=IN IP6 ::1\r\nb=AS:1\nt=0 0\nm=audio 1 RTP/AVP 0");
        assertThat(sdp.media()
                        .get(0)
                        .withConnection(Connection.of("192.0.2.1"))
                        .lines()
                        .get(1))
                .hasToString("c=IN IP4 192.0.2.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=0", "v=0\r", "v=0\n", "v=0\r\n"})
    void lineAddedToUnendedTextStartsANewOne(String text) throws SipParseException {
        String changed = SessionDescription.parse(text)
                .withConnection(Connection.of("192.0.2.1"))
                .toString();
        assertThat(SessionDescription.parse(changed).lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|SDP is empty",
                "s=x|SDP line 1: first line is not v=0",
                "v=1|SDP line 1: first line is not v=0",
                "v=0;o|SDP line 2: is not type=value",
                "v=0;;s=x|SDP line 2: is not type=value",
                "v=0;s=x;O=x|SDP line 3: is not type=value",
                "v=0;m=audio 1 RTP/AVP \\r 0|SDP line 2: has a carriage return before its end",
                "v=0;m=audio|SDP media section 1: malformed m= line",
                "v=0;m=audio 1 RTP/AVP 0;m=audio x RTP/AVP 0|SDP media section 2: malformed port",
                "v=0;m=audio 65536 RTP/AVP 0|malformed port",
                "v=0;m=audio 1/0 RTP/AVP 0|malformed port",
            })
    void faultsNameTheLine(String text, String reason) {
        assertThatThrownBy(
                        () -> SessionDescription.parse(text.replace(";", "\r\n").replace("\\r", "\r")))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void sizeIsBounded() {
        assertThatThrownBy(() -> SessionDescription.parse("v=0\n" + "a=x\n".repeat(1000)))
                .hasMessageContaining("more than 1000 lines");
        assertThatThrownBy(() -> SessionDescription.parse("v=0\n" + "m=a 1 b c\n".repeat(65)))
                .hasMessageContaining("more than 64 media sections");
        assertThatThrownBy(() -> SessionDescription.parse("v=0\nm=audio 1 RTP/AVP" + " 0".repeat(257)))
                .hasMessageContaining("more than 256 formats");
    }
}
