package org.breakwater.dns.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.answer.Responder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket: a batch of questions is read, then their replies are written with one system call. */
final class UdpSocket extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private final LoopContext context;

    UdpSocket(LoopContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        DatagramPacket packet = (DatagramPacket) data;
        try {
            ByteBuf content = packet.content();
            int length = Math.min(content.readableBytes(), context.in().length);
            content.readBytes(context.in(), 0, length);
            InetSocketAddress sender = packet.sender();
            // A full socket loses replies, as the network may: the client asks again.
            if (sender.getPort() != 0 && ctx.channel().isWritable()) {
                received(ctx, length, sender);
            }
        } finally {
            packet.release();
        }
    }

    private void received(ChannelHandlerContext ctx, int length, InetSocketAddress sender) {
        byte[] out = context.out();
        int size = context.responder().respond(context.in(), length, sender.getAddress(), false, out);
        if (size > 0) {
            ByteBuf reply = ctx.alloc().directBuffer(size).writeBytes(out, 0, size);
            ctx.write(new DatagramPacket(reply, sender), ctx.voidPromise());
        } else if (size == Responder.ELSEWHERE) {
            byte[] own = Arrays.copyOf(context.in(), length);
            context.elsewhere().handle(own, sender, false, new Sink(ctx.channel(), sender));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("UDP socket {}: {}", ctx.channel(), cause.toString());
        } else {
            LOG.error("fault on UDP socket {}", ctx.channel(), cause);
        }
    }

    /** Where replies to one packet go. */
    private record Sink(Channel channel, InetSocketAddress peer) implements ReplySink {

        @Override
        public CompletionStage<Void> send(byte[] message) {
            CompletableFuture<Void> sent = new CompletableFuture<>();
            ByteBuf octets = channel.alloc().directBuffer(message.length).writeBytes(message);
            ChannelPromise promise = channel.newPromise();
            promise.addListener(done -> {
                if (done.isSuccess()) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(done.cause());
                }
            });
            channel.writeAndFlush(new DatagramPacket(octets, peer), promise);
            return sent;
        }

        @Override
        public void done() {
            // Nothing is held for a packet.
        }
    }
}
