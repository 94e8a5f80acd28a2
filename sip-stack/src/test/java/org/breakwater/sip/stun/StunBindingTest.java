package org.breakwater.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunBindingTest {

    private static final byte[] ID = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");

    @ParameterizedTest
    @CsvSource({
        // the address of RFC 5769 §2.2 and §2.3
        "192.0.2.1, 0101000c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643",
        "2001:db8:1234:5678:11:2233:4455:6677, 010100182112a442b7e7a701bc34d686fa87dfae002000140002a147"
                + "0113a9faa5d3f179bc25f4b5bed2b9d9"
    })
    void requestIsAnsweredWithTheMappedAddress(String address, String expected) throws Exception {
        InetSocketAddress source = new InetSocketAddress(InetAddress.getByName(address), 32853);

        byte[] answer = StunBinding.answer(StunBinding.request(ID), source).orElseThrow();

        assertThat(HexFormat.of().formatHex(answer)).isEqualTo(expected);
        assertThat(StunBinding.mappedAddress(answer, ID)).contains(source);
        assertThat(StunBinding.mappedAddress(answer, new byte[12])).isEmpty();
    }

    @Test
    void unknownRequiredAttributeIsAnswered420() {
        byte[] request = ByteBuffer.allocate(28)
                .put(StunBinding.request(ID))
                .putShort((short) 0x0003)
                .putShort((short) 4)
                .putInt(0)
                .putShort(2, (short) 8)
                .array();
        byte[] answer = StunBinding.answer(request, new InetSocketAddress("127.0.0.1", 1))
                .orElseThrow();
        assertThat(ByteBuffer.wrap(answer).getShort()).isEqualTo((short) 0x0111);
        assertThat(HexFormat.of().formatHex(answer)).endsWith("00090004" + "00000414" + "000a0002" + "00030000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 21, 24})
    void otherLengthsAreNotStun(int length) {
        assertThat(StunBinding.isStun(Arrays.copyOf(StunBinding.request(ID), length), 0, length))
                .isFalse();
    }

    @Test
    void responsesAndIndicationsAreNotAnswered() {
        byte[] indication = StunBinding.request(ID);
        indication[1] = 0x11;
        assertThat(StunBinding.answer(indication, new InetSocketAddress("127.0.0.1", 1)))
                .isEmpty();
    }
}
