package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;
import org.junit.jupiter.api.Test;

final class AorStateCodecTest {

    private final AorStateCodec codec = new AorStateCodec();
    private final AorStates states = new AorStates(3);

    @Test
    void whatIsWrittenIsReadBack() throws WireException {
        for (int i = 0; i < 5_000; i++) {
            AorState state = states.next();
            byte[] bytes = codec.encode(state);
            assertThat(codec.decode(bytes)).isEqualTo(state);
            assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void fieldsOfALaterVersionArePassedOver() throws WireException {
        Binding b = states.nextBinding();
        AorState state = AorState.of(List.of(b), List.of());
        WireReader reader = WireReader.of(codec.encode(state), 10_000, 1);
        reader.next();
        byte[] binding = reader.bytes(10_000);
        byte[] longer = concat(
                binding, WireWriter.nested().number(90, 5).text(91, "new").toBytes());
        byte[] bytes = WireWriter.format(1).bytes(1, longer).text(55, "new").toBytes();

        assertThat(codec.decode(bytes)).isEqualTo(state);
    }

    @Test
    void formatOfALaterVersionIsRefusedWithASentence() {
        byte[] bytes = codec.encode(states.next());
        bytes[0] = 2;

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(WireException.class)
                .hasMessage("format 2 is not known here, the newest is 1");
    }

    @Test
    void incompleteOnesAreRefused() {
        assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(WireException.class);
        byte[] noRuid = WireWriter.format(1)
                .nested(1, WireWriter.nested().text(2, "sip:a@b"))
                .toBytes();
        assertThatThrownBy(() -> codec.decode(noRuid)).hasMessageContaining("record id");
        byte[] noIdentity =
                WireWriter.format(1).nested(2, WireWriter.nested().number(2, 5)).toBytes();
        assertThatThrownBy(() -> codec.decode(noIdentity)).hasMessageContaining("identity");
    }

    @Test
    void mutilatedOctetsDoNoHarm() {
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = codec.encode(states.next());
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                AorState state = codec.decode(bytes);
                assertThat(codec.encode(state)).isNotEmpty();
            } catch (WireException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
