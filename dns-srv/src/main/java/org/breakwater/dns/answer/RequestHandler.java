package org.breakwater.dns.answer;

import java.net.InetSocketAddress;

/** Takes the packets that a {@link Responder} does not answer. */
public interface RequestHandler {

    /**
     * Handles a packet; never blocks and never throws.
     *
     * @param packet the handler's own
     * @param stream whether it came over TCP
     * @param replies where its replies go; {@link ReplySink#done()} is called at the end
     */
    void handle(byte[] packet, InetSocketAddress source, boolean stream, ReplySink replies);
}
