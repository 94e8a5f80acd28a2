/**
 * RTP on the network: sockets and the pacing of audio. The only place in media that knows Netty. Everything of one
 * socket runs on the event loop of its {@link org.breakwater.media.transport.MediaLoop}. May call: rtp, codec, tone,
 * platform.time.
 */
package org.breakwater.media.transport;
