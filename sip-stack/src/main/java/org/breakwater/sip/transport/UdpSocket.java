package org.breakwater.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.sip.codec.DatagramFramer;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.stun.StunBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket. A datagram is a message, a keepalive, or STUN. */
final class UdpSocket extends ChannelInboundHandlerAdapter implements EventLoopWorker.Flushable {

    /** Octets that may wait to be sent; a datagram more fails. */
    static final int MAX_PENDING = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private final TransportCore core;
    private final EventLoopWorker worker;
    private volatile ListenPoint listenPoint;
    private Channel channel;
    private boolean unflushed;

    UdpSocket(TransportCore core, EventLoopWorker worker) {
        this.core = core;
        this.worker = worker;
    }

    ListenPoint listenPoint() {
        return listenPoint;
    }

    /** Told once the port is known, before anything can be received. */
    void bound(ListenPoint point) {
        listenPoint = point;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        DatagramPacket packet = (DatagramPacket) data;
        try {
            ByteBuf content = packet.content();
            byte[] scratch = worker.scratch();
            int length = Math.min(content.readableBytes(), scratch.length);
            content.readBytes(scratch, 0, length);
            received(scratch, length, packet.sender());
        } finally {
            packet.release();
        }
    }

    private void received(byte[] data, int length, InetSocketAddress sender) {
        if (sender.getPort() == 0 || DatagramFramer.isKeepalive(data, 0, length)) {
            return;
        }
        UdpFlow flow = new UdpFlow(this, sender);
        if (!StunBinding.isStun(data, 0, length)) {
            int start = DatagramFramer.messageStart(data, 0, length);
            core.delivery().message(Arrays.copyOfRange(data, start, length), flow, worker);
        } else if (core.hooks().gate().allowsMessage(TransportProtocol.UDP, sender)) {
            byte[] request = Arrays.copyOf(data, length);
            StunBinding.answer(request, sender).ifPresent(answer -> write(answer, flow, SendOutcome.IGNORED));
        }
    }

    /** Sends a datagram; from any thread. */
    void send(byte[] message, UdpFlow flow, SendOutcome outcome) {
        if (worker.isCurrent()) {
            sendHere(message, flow, outcome);
            return;
        }
        try {
            worker.loop().execute(() -> sendHere(message, flow, outcome));
        } catch (RejectedExecutionException e) {
            outcome.failed("Server is stopping");
        }
    }

    private void sendHere(byte[] message, UdpFlow flow, SendOutcome outcome) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out == null || out.totalPendingWriteBytes() > MAX_PENDING) {
            core.counters().sendFailed.increment();
            outcome.failed(out == null ? "Socket closed" : "Socket queue is full");
            return;
        }
        core.hooks().tap().seen(flow, false, message);
        core.counters().sent(TransportProtocol.UDP, message.length);
        write(message, flow, outcome);
    }

    private void write(byte[] message, UdpFlow flow, SendOutcome outcome) {
        ByteBuf octets = channel.alloc().directBuffer(message.length).writeBytes(message);
        DatagramPacket packet = new DatagramPacket(octets, flow.remote());
        if (outcome == SendOutcome.IGNORED) {
            channel.write(packet, channel.voidPromise());
        } else {
            channel.write(packet).addListener(new WriteOutcome(flow, core.counters(), outcome));
        }
        if (!unflushed) {
            unflushed = true;
            worker.flushLater(this);
        }
    }

    @Override
    public void flush() {
        unflushed = false;
        channel.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("UDP socket {}: {}", listenPoint, cause.toString());
        } else {
            LOG.error("Fault on UDP socket {}", listenPoint, cause);
        }
    }
}
