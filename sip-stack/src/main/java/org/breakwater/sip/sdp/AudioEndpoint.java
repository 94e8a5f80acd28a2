package org.breakwater.sip.sdp;

import java.util.List;

/**
 * One side of an audio call: where it receives RTP and what it understands.
 *
 * @param origin origin line for its descriptions
 * @param address where RTP is received, numeric, without brackets
 * @param port RTP port, 1 to 65534
 * @param codecs codecs in order of preference, at least one
 * @param direction what it wants to do; sendonly or inactive for hold
 */
public record AudioEndpoint(Origin origin, String address, int port, List<AudioCodec> codecs, Direction direction) {

    /** Copies the list. */
    public AudioEndpoint {
        codecs = List.copyOf(codecs);
    }

    /** The same with another origin, for the next version of the description. */
    public AudioEndpoint withOrigin(Origin newOrigin) {
        return new AudioEndpoint(newOrigin, address, port, codecs, direction);
    }

    /** The same with another direction. */
    public AudioEndpoint withDirection(Direction newDirection) {
        return new AudioEndpoint(origin, address, port, codecs, newDirection);
    }
}
