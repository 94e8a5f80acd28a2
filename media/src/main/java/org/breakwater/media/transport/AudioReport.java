package org.breakwater.media.transport;

/**
 * What an audio stream has done.
 *
 * @param sent RTP packets sent
 * @param received RTP packets received, duplicates included
 * @param lost packets missing by their sequence numbers
 * @param jitterMillis interarrival jitter (RFC 3550 §6.4.1)
 * @param toneHeard whether the tone listened for was heard
 * @param keys keys received as telephone events
 */
public record AudioReport(long sent, long received, long lost, double jitterMillis, boolean toneHeard, String keys) {}
