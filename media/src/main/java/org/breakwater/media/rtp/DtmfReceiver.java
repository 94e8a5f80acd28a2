package org.breakwater.media.rtp;

/**
 * Collects keys from telephone-event packets. A key counts once, when its first packet arrives, however many of its
 * packets get lost or repeated: packets of one event share a timestamp (RFC 4733 §2.5.1.2). Not thread-safe.
 */
public final class DtmfReceiver {

    private static final int MAX_KEYS = 256;

    private final StringBuilder keys = new StringBuilder();
    private boolean any;
    private long lastStamp;
    private int lastEvent;

    /**
     * Takes a packet with the telephone-event payload type; one too short is ignored.
     *
     * @return whether it began a new key
     */
    public boolean received(RtpView packet) {
        if (packet.payloadLength() < TelephoneEvent.LENGTH) {
            return false;
        }
        TelephoneEvent event = TelephoneEvent.read(packet.data(), packet.payloadStart());
        if (any && packet.timestamp() == lastStamp && event.event() == lastEvent) {
            return false;
        }
        any = true;
        lastStamp = packet.timestamp();
        lastEvent = event.event();
        if (event.key() == '?' || keys.length() == MAX_KEYS) {
            return false;
        }
        keys.append(event.key());
        return true;
    }

    /** The keys so far, at most the first 256. */
    public String keys() {
        return keys.toString();
    }
}
