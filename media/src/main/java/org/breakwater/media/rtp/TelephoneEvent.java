package org.breakwater.media.rtp;

/**
 * The payload of a telephone-event packet (RFC 4733 §2.3).
 *
 * @param event 0 to 15 are the keys {@code 0123456789*#ABCD}, 16 is hook flash
 * @param end whether the event is over
 * @param volume power below 1 mW in dBm0, 0 to 63
 * @param duration timestamp units since the event began, 0 to 65535
 */
public record TelephoneEvent(int event, boolean end, int volume, int duration) {

    /** Octets of the payload. */
    public static final int LENGTH = 4;

    private static final String KEYS = "0123456789*#ABCD";

    /** Reads a payload of at least {@link #LENGTH} octets. */
    public static TelephoneEvent read(byte[] payload, int offset) {
        int flags = payload[offset + 1];
        int duration = (payload[offset + 2] & 0xff) << 8 | payload[offset + 3] & 0xff;
        return new TelephoneEvent(payload[offset] & 0xff, (flags & 0x80) != 0, flags & 0x3f, duration);
    }

    /** Writes the four octets. */
    public void write(byte[] payload, int offset) {
        payload[offset] = (byte) event;
        payload[offset + 1] = (byte) ((end ? 0x80 : 0) | volume & 0x3f);
        payload[offset + 2] = (byte) (duration >> 8);
        payload[offset + 3] = (byte) duration;
    }

    /** The event of a key in either case, or -1 when no phone has such a key. */
    public static int ofKey(char key) {
        return KEYS.indexOf(Character.toUpperCase(key));
    }

    /** The key of the event, or {@code '?'} for an event that is no key. */
    public char key() {
        return event < KEYS.length() ? KEYS.charAt(event) : '?';
    }
}
