package org.breakwater.media.codec;

/** ITU-T G.711 at 64 kbit/s: one octet per sample, looked up in tables made once from the Recommendation's segments. */
public enum G711 implements AudioCodec {
    /** µ-law, payload type 0. */
    PCMU(0) {
        @Override
        int expand(int code) {
            int inverted = ~code & 0xff;
            int segment = inverted >> 4 & 7;
            int magnitude = ((inverted & 0x0f) * 2 + 33 << segment) - 33;
            return (inverted & 0x80) != 0 ? -magnitude * 4 : magnitude * 4;
        }
    },
    /** A-law, payload type 8. */
    PCMA(8) {
        @Override
        int expand(int code) {
            int toggled = code ^ 0x55;
            int segment = toggled >> 4 & 7;
            int step = (toggled & 0x0f) * 2 + 1;
            int magnitude = segment == 0 ? step : step + 32 << segment - 1;
            return (toggled & 0x80) != 0 ? magnitude * 8 : -magnitude * 8;
        }
    };

    private static final int CODES = 256;
    private static final int SAMPLES_PER_SECOND = 8000;
    /** Both laws resolve 13 or 14 bits: the two lowest bits of a sample never matter. */
    private static final int DROPPED_BITS = 2;

    private final int payloadType;
    private final short[] decoded = new short[CODES];
    private final byte[] encoded = new byte[65536 >> DROPPED_BITS];

    G711(int payloadType) {
        this.payloadType = payloadType;
        for (int code = 0; code < CODES; code++) {
            decoded[code] = (short) expand(code);
        }
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = (byte) nearest(((short) (i << DROPPED_BITS)) + 2);
        }
    }

    /** The linear sample of a code word, scaled to 16 bits. */
    abstract int expand(int code);

    @Override
    public String encodingName() {
        return name();
    }

    @Override
    public int payloadType() {
        return payloadType;
    }

    @Override
    public int clockRate() {
        return SAMPLES_PER_SECOND;
    }

    @Override
    public int encode(short[] samples, int count, byte[] payload, int offset) {
        for (int i = 0; i < count; i++) {
            payload[offset + i] = encode(samples[i]);
        }
        return count;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] samples) {
        int count = Math.min(length, samples.length);
        for (int i = 0; i < count; i++) {
            samples[i] = decode(payload[offset + i]);
        }
        return count;
    }

    /** The code word of one sample. */
    public byte encode(short sample) {
        return encoded[(sample & 0xffff) >> DROPPED_BITS];
    }

    /** The sample of one code word. */
    public short decode(byte code) {
        return decoded[code & 0xff];
    }

    private int nearest(int sample) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int code = 0; code < CODES; code++) {
            int distance = Math.abs(decoded[code] - sample);
            boolean sameSign = (code & 0x80) != 0 == sample >= 0;
            if (distance < bestDistance || (distance == bestDistance && sameSign)) {
                bestDistance = distance;
                best = code;
            }
        }
        return best;
    }
}
