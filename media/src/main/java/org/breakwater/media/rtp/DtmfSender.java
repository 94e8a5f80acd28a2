package org.breakwater.media.rtp;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Sends keys as telephone events in the place of audio frames: one packet per frame, the last of each event three
 * times (RFC 4733 §2.5.1.4), a pause between keys. Not thread-safe.
 */
public final class DtmfSender {

    /** Keys that may wait; {@link #press} refuses more. */
    public static final int QUEUE_LIMIT = 64;

    private static final int VOLUME = 10;
    private static final int END_PACKETS = 3;
    private static final int FRAMES_OF_TONE = 5;
    private static final int FRAMES_OF_PAUSE = 3;

    private final int payloadType;
    private final int samplesPerFrame;
    private final Queue<Integer> waiting = new ArrayDeque<>();
    private int event = -1;
    private int frame;
    private long stamp;

    /** Events with a dynamic payload type, in frames of so many samples. */
    public DtmfSender(int payloadType, int samplesPerFrame) {
        this.payloadType = payloadType;
        this.samplesPerFrame = samplesPerFrame;
    }

    /** Queues a key; false when it is no key or {@link #QUEUE_LIMIT} keys wait already. */
    public boolean press(char key) {
        int code = TelephoneEvent.ofKey(key);
        return code >= 0 && waiting.size() < QUEUE_LIMIT && waiting.offer(code);
    }

    /** Whether the next frame belongs to a key or the pause after it. */
    public boolean isActive() {
        return event >= 0 || !waiting.isEmpty();
    }

    /**
     * Writes the packet of the next frame; call only while {@link #isActive()}, then advance the source.
     *
     * @param packet room for 16 octets
     * @return octets to send, 0 in a pause
     */
    public int nextPacket(RtpSource source, byte[] packet) {
        if (event < 0) {
            event = waiting.remove();
            frame = 0;
            stamp = source.timestamp();
        }
        int number = frame++;
        if (number >= FRAMES_OF_TONE + END_PACKETS) {
            if (number == FRAMES_OF_TONE + END_PACKETS + FRAMES_OF_PAUSE - 1) {
                event = -1;
            }
            return 0;
        }
        boolean end = number >= FRAMES_OF_TONE;
        int duration = Math.min(number + 1, FRAMES_OF_TONE + 1) * samplesPerFrame;
        source.writeHeader(packet, payloadType, number == 0, stamp);
        new TelephoneEvent(event, end, VOLUME, duration).write(packet, RtpView.HEADER_LENGTH);
        return RtpView.HEADER_LENGTH + TelephoneEvent.LENGTH;
    }
}
