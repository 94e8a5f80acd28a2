package org.breakwater.media.codec;

/** Turns linear speech into the payload of RTP packets and back. Implementations keep no state between calls. */
public interface AudioCodec {

    /** Encoding name as in {@code a=rtpmap} (RFC 4855), for example PCMU. */
    String encodingName();

    /** Static payload type (RFC 3551 §6). */
    int payloadType();

    /** Samples per second. */
    int clockRate();

    /**
     * Encodes samples.
     *
     * @param samples 16-bit linear
     * @param count how many samples, from index 0
     * @param payload where to write, from {@code offset}; needs room for the result
     * @return octets written
     */
    int encode(short[] samples, int count, byte[] payload, int offset);

    /**
     * Decodes a payload.
     *
     * @param samples where to write, from index 0; decoding stops when it is full
     * @return samples written
     */
    int decode(byte[] payload, int offset, int length, short[] samples);
}
