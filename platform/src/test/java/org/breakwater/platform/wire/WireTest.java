package org.breakwater.platform.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {

    private static WireReader reader(int... octets) throws WireException {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return WireReader.of(bytes, 1000, 3);
    }

    private static void read(WireReader reader) throws WireException {
        while (reader.next()) {
            reader.number();
        }
    }

    @Test
    void numbersOfAllSizesAreReadBack() throws WireException {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            WireReader reader =
                    WireReader.of(WireWriter.format(3).number(1, number).toBytes(), 100, 3);
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(number);
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void fieldsListsAndNestedValuesAreReadBack() throws WireException {
        byte[] bytes = WireWriter.format(2)
                .text(1, "grün")
                .text(2, null)
                .numberUnlessZero(3, 0)
                .nested(4, WireWriter.nested().number(1, -5))
                .nested(4, WireWriter.nested().bytes(300, new byte[] {9}))
                .toBytes();
        WireReader reader = WireReader.of(bytes, 100, 3);

        assertThat(reader.format()).isEqualTo(2);
        assertThat(reader.next()).isTrue();
        assertThat(reader.text(5)).isEqualTo("grün");
        assertThat(reader.next()).isTrue();
        assertThat(reader.tag()).isEqualTo(4);
        WireReader inner = reader.nested();
        assertThat(inner.next()).isTrue();
        assertThat(inner.integer(-5, 0)).isEqualTo(-5);
        assertThat(reader.next()).isTrue();
        WireReader second = reader.nested();
        assertThat(second.next()).isTrue();
        assertThat(second.tag()).isEqualTo(300);
        assertThat(second.bytes(1)).containsExactly(9);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void whatIsNotInItsOnlyFormIsRefused() {
        assertThatThrownBy(() -> read(reader(1, 1, 2, 0x80, 0x00))).hasMessageContaining("only form");
        assertThatThrownBy(() -> read(reader(1, 1, 2, 0x02, 0x02))).hasMessageContaining("does not fill");
        assertThatThrownBy(() -> read(reader(1, 1, 1, 0x80))).hasMessageContaining("cut off");
        assertThatThrownBy(() -> read(reader(1, 1, 3, 2))).hasMessageContaining("past the end");
        assertThatThrownBy(() -> read(reader(1, 2, 1, 0, 1, 1, 0))).hasMessageContaining("tag 1 after 2");
        assertThatThrownBy(() -> read(reader(1, 0, 1, 0))).hasMessageContaining("tag 0");
        assertThatThrownBy(() -> reader(9, 1)).hasMessageContaining("format 9");
        assertThatThrownBy(() -> reader(1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)
                        .next())
                .hasMessageContaining("is more than");
        assertThatThrownBy(() -> reader(1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02)
                        .next())
                .hasMessageContaining("only form");
    }

    @Test
    void boundsAreKept() throws WireException {
        byte[] bytes = WireWriter.format(1).text(1, "abcdef").toBytes();
        assertThatThrownBy(() -> WireReader.of(bytes, 5, 1)).hasMessageContaining("within 1..5");
        WireReader reader = WireReader.of(bytes, 100, 1);
        reader.next();
        assertThatThrownBy(() -> reader.text(5)).hasMessageContaining("more than 5");
        assertThatThrownBy(() -> reader.bytes(5)).hasMessageContaining("more than 5");
        WireReader broken = WireReader.of(
                WireWriter.format(1).bytes(1, new byte[] {(byte) 0xc3}).toBytes(), 100, 1);
        broken.next();
        assertThatThrownBy(() -> broken.text(5)).hasMessageContaining("UTF-8");
        WireReader number = WireReader.of(WireWriter.format(1).number(1, 77).toBytes(), 100, 1);
        number.next();
        assertThatThrownBy(() -> number.integer(0, 76)).hasMessageContaining("0..76");
    }

    @Test
    void writerRefusesTagsThatFall() {
        WireWriter writer = WireWriter.format(1).number(5, 1);

        assertThatThrownBy(() -> writer.number(4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WireWriter.format(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textCodecIsBounded() throws WireException {
        Codec<String> codec = Codec.text(4);

        assertThat(codec.decode(codec.encode("añb"))).isEqualTo("añb");
        assertThatThrownBy(() -> codec.decode(new byte[5])).hasMessageContaining("longer than 4");
    }
}
