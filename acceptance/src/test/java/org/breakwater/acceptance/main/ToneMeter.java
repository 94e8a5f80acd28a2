package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.media.tone.Goertzel;

/** Looks for a tone in a WAV file of 16 bit mono samples. */
final class ToneMeter {

    private static final int HEADER = 44;
    private static final int BLOCK_MILLIS = 50;
    private static final double PURE = 0.7;

    private ToneMeter() {}

    /** Milliseconds in which the tone is most of what is heard. */
    static int millisOf(Path wav, double hertz) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        if (file.capacity() <= HEADER) {
            return 0;
        }
        int rate = file.getInt(24);
        short[] block = new short[rate * BLOCK_MILLIS / 1000];
        Goertzel meter = new Goertzel(rate, hertz);
        int millis = 0;
        file.position(HEADER);
        while (file.remaining() >= block.length * 2) {
            for (int i = 0; i < block.length; i++) {
                block[i] = file.getShort();
            }
            if (meter.share(block, block.length) > PURE) {
                millis += BLOCK_MILLIS;
            }
        }
        return millis;
    }
}
