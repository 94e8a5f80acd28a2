package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.media.tone.Goertzel;

/** Looks for a tone in a WAV file of 16 bit mono samples. */
final class ToneMeter {

    private static final int HEADER = 44;
    private static final int BLOCK_MILLIS = 50;
    private static final double PURE = 0.7;

    private static final int RATE = 8000;
    private static final int SECONDS = 240;

    private ToneMeter() {}

    /** Writes half a minute of a tone, 8 kHz mono; the same path. */
    static Path write(Path wav, double hertz) throws IOException {
        int octets = RATE * SECONDS * 2;
        ByteBuffer file = ByteBuffer.allocate(HEADER + octets).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + octets);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
        for (int i = 0; i < RATE * SECONDS; i++) {
            file.putShort((short) (8000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        return Files.write(wav, file.array());
    }

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
