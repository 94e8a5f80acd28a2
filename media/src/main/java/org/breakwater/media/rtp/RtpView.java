package org.breakwater.media.rtp;

/**
 * Reads the fields of one RTP packet in place (RFC 3550 §5.1). Reused from packet to packet, so that receiving makes
 * no objects; not thread-safe.
 */
public final class RtpView {

    /** Octets of the fixed header. */
    public static final int HEADER_LENGTH = 12;

    private byte[] data;
    private int start;
    private int payloadStart;
    private int payloadLength;

    /**
     * Looks at a datagram.
     *
     * @return false when it is no RTP version 2 packet or its lengths contradict each other; then no field may be read
     */
    public boolean wrap(byte[] datagram, int offset, int length) {
        if (length < HEADER_LENGTH || (datagram[offset] & 0xc0) != 0x80) {
            return false;
        }
        int at = HEADER_LENGTH + 4 * (datagram[offset] & 0x0f);
        if ((datagram[offset] & 0x10) != 0) {
            if (at + 4 > length) {
                return false;
            }
            at += 4 + 4 * unsigned16(datagram, offset + at + 2);
        }
        int end = length;
        if ((datagram[offset] & 0x20) != 0) {
            int padding = datagram[offset + length - 1] & 0xff;
            end -= padding;
            if (padding == 0) {
                return false;
            }
        }
        if (at > end) {
            return false;
        }
        data = datagram;
        start = offset;
        payloadStart = offset + at;
        payloadLength = end - at;
        return true;
    }

    /** The array that {@link #payloadStart()} points into. */
    public byte[] data() {
        return data;
    }

    /** The marker bit: for speech, the first packet after silence. */
    public boolean marker() {
        return (data[start + 1] & 0x80) != 0;
    }

    /** Payload type, 0 to 127. */
    public int payloadType() {
        return data[start + 1] & 0x7f;
    }

    /** Sequence number, 0 to 65535. */
    public int sequence() {
        return unsigned16(data, start + 2);
    }

    /** Timestamp, 0 to 2^32 - 1. */
    public long timestamp() {
        return unsigned32(data, start + 4);
    }

    /** Synchronisation source, 0 to 2^32 - 1. */
    public long ssrc() {
        return unsigned32(data, start + 8);
    }

    /** Index of the first octet of the payload in {@link #data()}. */
    public int payloadStart() {
        return payloadStart;
    }

    /** Octets of the payload without padding. */
    public int payloadLength() {
        return payloadLength;
    }

    private static int unsigned16(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
    }

    private static long unsigned32(byte[] b, int at) {
        return (long) unsigned16(b, at) << 16 | unsigned16(b, at + 2);
    }
}
