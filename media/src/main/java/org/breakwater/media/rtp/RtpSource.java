package org.breakwater.media.rtp;

/**
 * Numbers the packets of one outgoing stream: sequence number and timestamp advance here (RFC 3550 §5.1). Not
 * thread-safe.
 */
public final class RtpSource {

    private final int ssrc;
    private int sequence;
    private int timestamp;

    /**
     * A stream.
     *
     * @param ssrc a random number
     * @param firstSequence a random number, the lower 16 bits are used
     * @param firstTimestamp a random number
     */
    public RtpSource(int ssrc, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xffff;
        this.timestamp = firstTimestamp;
    }

    /** The synchronisation source, 0 to 2^32 - 1. */
    public long ssrc() {
        return ssrc & 0xffffffffL;
    }

    /** The timestamp the next frame gets, 0 to 2^32 - 1. */
    public long timestamp() {
        return timestamp & 0xffffffffL;
    }

    /** Moves the timestamp on by the samples of a frame, whether the frame was sent or not. */
    public void advance(int samples) {
        timestamp += samples;
    }

    /** Writes the header of the next packet with the current timestamp to the first 12 octets of {@code packet}. */
    public void writeHeader(byte[] packet, int payloadType, boolean marker) {
        writeHeader(packet, payloadType, marker, timestamp());
    }

    /** Writes the header of the next packet with a timestamp of its own, as telephone events need. */
    public void writeHeader(byte[] packet, int payloadType, boolean marker, long stamp) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) ((marker ? 0x80 : 0) | payloadType & 0x7f);
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        write32(packet, 4, (int) stamp);
        write32(packet, 8, ssrc);
        sequence = sequence + 1 & 0xffff;
    }

    private static void write32(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 24);
        b[at + 1] = (byte) (value >> 16);
        b[at + 2] = (byte) (value >> 8);
        b[at + 3] = (byte) value;
    }
}
