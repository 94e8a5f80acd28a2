package org.breakwater.media.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A UDP socket for RTP. Datagrams arrive on the media loop; sending is for the media loop only. When the kernel's or
 * Netty's send buffer is full the packet is dropped, as late audio is worth nothing.
 */
public final class RtpSocket implements PacketOutput, AutoCloseable {

    private static final int MAX_DATAGRAM = 2048;

    private final Channel channel;

    private RtpSocket(Channel channel) {
        this.channel = channel;
    }

    /** Hears every datagram, on the media loop. */
    public interface Listener {

        /** A datagram came; the array is valid during the call only. */
        void received(byte[] datagram, int offset, int length, InetSocketAddress from);
    }

    /**
     * Binds the first free even port of a range (RFC 3550 §11). Waits for the kernel's answer: not to be called from an
     * event loop.
     *
     * @throws BindException when no even port of the range is free, or the address is not ours
     */
    public static RtpSocket bind(MediaLoop loop, InetAddress address, int firstPort, int lastPort, Listener listener)
            throws BindException {
        Throwable cause = null;
        for (int port = firstPort + (firstPort & 1); port <= lastPort; port += 2) {
            ChannelFuture bound = new Bootstrap()
                    .group(loop.group())
                    .channel(MediaLoop.channelType())
                    .handler(new Inbound(listener))
                    .bind(address, port)
                    .awaitUninterruptibly();
            if (bound.isSuccess()) {
                return new RtpSocket(bound.channel());
            }
            cause = bound.cause();
        }
        BindException failure = new BindException("no RTP port free on " + address.getHostAddress() + " from "
                + firstPort + " to " + lastPort + (cause == null ? "" : ": " + cause.getMessage()));
        failure.initCause(cause);
        throw failure;
    }

    /** Our address and port. */
    public InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void send(byte[] packet, int length, InetSocketAddress to) {
        if (channel.isWritable()) {
            ByteBuf copy = channel.alloc().ioBuffer(length).writeBytes(packet, 0, length);
            channel.writeAndFlush(new DatagramPacket(copy, to), channel.voidPromise());
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    private static final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Listener listener;
        private final byte[] datagram = new byte[MAX_DATAGRAM];

        Inbound(Listener listener) {
            this.listener = listener;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            int length = Math.min(datagram.length, packet.content().readableBytes());
            packet.content().readBytes(datagram, 0, length);
            listener.received(datagram, 0, length, packet.sender());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // a peer without a listener answers with ICMP, which the kernel reports here; the stream goes on
            context.fireUserEventTriggered(cause);
        }
    }
}
