package org.breakwater.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpViewTest {

    private final RtpView view = new RtpView();

    @Test
    void fieldsOfAPlainPacketAreRead() {
        byte[] packet = HexFormat.of().parseHex("8088fffe8000000100000002aabb");

        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(8);
        assertThat(view.sequence()).isEqualTo(0xfffe);
        assertThat(view.timestamp()).isEqualTo(0x80000001L);
        assertThat(view.ssrc()).isEqualTo(2);
        assertThat(view.payloadStart()).isEqualTo(12);
        assertThat(view.payloadLength()).isEqualTo(2);
    }

    @Test
    void contributorsExtensionAndPaddingAreNoPayload() {
        byte[] packet = HexFormat.of()
                .parseHex("b100000100000001000000020000000900010001ddddddddaabbcc000003".replace(" ", ""));

        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.payloadStart()).isEqualTo(24);
        assertThat(view.payloadLength()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // shorter than the header
                "400000010000000100000002", // version 1
                "820000010000000100000002aabb", // contributors missing
                "900000010000000100000002bede", // extension cut off
                "9000000100000001000000020000ffff", // extension longer than the packet
                "a00000010000000100000002aa00", // padding of nothing
                "a00000010000000100000002aa09" // more padding than packet
            })
    void whatIsNoPacketIsRefused(String hex) {
        byte[] datagram = HexFormat.of().parseHex(hex);
        assertThat(view.wrap(datagram, 0, datagram.length)).isFalse();
    }

    @Test
    void writtenHeadersAreReadBackAndSequenceWraps() {
        RtpSource source = new RtpSource(0xfedcba98, 0xffff, -160);
        byte[] packet = new byte[12];

        source.writeHeader(packet, 0, true);
        assertThat(view.wrap(packet, 0, 12)).isTrue();
        assertThat(view.sequence()).isEqualTo(0xffff);
        assertThat(view.timestamp()).isEqualTo(0xffffff60L);
        assertThat(view.ssrc()).isEqualTo(0xfedcba98L);

        source.advance(160);
        source.writeHeader(packet, 0, false);
        assertThat(view.wrap(packet, 0, 12)).isTrue();
        assertThat(view.sequence()).isZero();
        assertThat(view.timestamp()).isZero();
        assertThat(view.marker()).isFalse();
    }
}
