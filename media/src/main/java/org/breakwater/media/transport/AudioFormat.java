package org.breakwater.media.transport;

import org.breakwater.media.codec.AudioCodec;

/**
 * What an offer and its answer agreed on.
 *
 * @param codec how speech is sent; anything received with the payload type of a codec we know is decoded all the same
 * @param payloadType payload type to send it with, its static one or as the peer numbers it; so is what comes with it
 * @param telephoneEventType payload type of telephone events, or -1 when not agreed
 * @param frameMillis duration of a packet, a multiple of 10
 */
public record AudioFormat(AudioCodec codec, int payloadType, int telephoneEventType, int frameMillis) {

    /** Samples in one packet. */
    public int samplesPerFrame() {
        return codec.clockRate() / 1000 * frameMillis;
    }
}
