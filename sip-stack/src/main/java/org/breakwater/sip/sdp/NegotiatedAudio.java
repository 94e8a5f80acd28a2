package org.breakwater.sip.sdp;

/**
 * What both sides agreed on.
 *
 * @param codec codec to send
 * @param payloadType payload type to send it with, as the other side numbers it
 * @param telephoneEvent payload type to send telephone events with (RFC 4733), -1 when the other side takes none
 * @param remoteAddress where to send RTP, as written
 * @param remotePort where to send RTP
 * @param remoteRtcpPort where to send RTCP, 0 for nowhere
 * @param direction what we do: send, receive, both or neither
 */
public record NegotiatedAudio(
        AudioCodec codec,
        int payloadType,
        int telephoneEvent,
        String remoteAddress,
        int remotePort,
        int remoteRtcpPort,
        Direction direction) {}
