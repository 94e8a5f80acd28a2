package org.breakwater.dns.serve;

import io.netty.channel.EventLoop;
import org.breakwater.dns.answer.RequestHandler;
import org.breakwater.dns.answer.Responder;

/**
 * What the sockets of one event loop share.
 *
 * @param loop the loop
 * @param responder its own
 * @param elsewhere takes what the responder does not answer
 * @param in a packet's octets while it is handled
 * @param out a reply's octets while it is written
 */
record LoopContext(EventLoop loop, Responder responder, RequestHandler elsewhere, byte[] in, byte[] out) {

    private static final int MAX_MESSAGE = 65_536;

    LoopContext(EventLoop loop, Responder responder, RequestHandler elsewhere) {
        this(loop, responder, elsewhere, new byte[MAX_MESSAGE], new byte[2 * MAX_MESSAGE]);
    }
}
