package org.breakwater.daemon.mains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireWriter;
import org.junit.jupiter.api.Test;

class MainCodecTest {

    private static final String KEY = "0f".repeat(Mains.KEY_BYTES);
    private final MainCodec codec = new MainCodec();

    @Test
    void comesBackAsItWas() throws WireException {
        MainRecord main = new MainRecord(
                "sip1/6746",
                List.of(ListenAddress.parse("tcp:10.0.0.1:5060"), ListenAddress.parse("tls:[fd00::1]:5061")),
                true,
                KEY);
        assertThat(codec.decode(codec.encode(main))).isEqualTo(main);
    }

    @Test
    void whatIsNoMainServerIsRefused() {
        for (byte[] octets : List.of(
                WireWriter.format(1).text(1, "sip1/6746").toBytes(),
                WireWriter.format(1).text(3, KEY).toBytes(),
                WireWriter.format(1).text(1, "sip1/6746").text(3, "0f").toBytes(),
                WireWriter.format(1)
                        .text(1, "sip1/6746")
                        .text(2, "sctp:10.0.0.1:5060")
                        .text(3, KEY)
                        .toBytes())) {
            assertThatThrownBy(() -> codec.decode(octets)).isInstanceOf(WireException.class);
        }
    }
}
