package org.breakwater.dns.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.answer.Responder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection (RFC 7766): questions may follow one another without waiting. Reading stops while the peer does not
 * take its replies; a peer that lets megabytes wait, asks for too much at a time, or completes no message within the
 * idle time is cut off.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
    private static final int LENGTH_FIELD = 2;
    private static final int MAX_ELSEWHERE = 64;
    private static final long MAX_PENDING = 1 << 20;

    private final LoopContext context;
    private final InetSocketAddress peer;
    private final int idleSeconds;
    private ChannelHandlerContext ctx;
    private int elsewhere;
    private boolean active;

    TcpConnection(LoopContext context, InetSocketAddress peer, int idleSeconds) {
        this.context = context;
        this.peer = peer;
        this.idleSeconds = idleSeconds;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        watchIdle();
    }

    private void watchIdle() {
        context.loop().schedule(this::closeIfIdle, idleSeconds, TimeUnit.SECONDS);
    }

    private void closeIfIdle() {
        if (!ctx.channel().isOpen()) {
            return;
        }
        if (!active && elsewhere == 0) {
            ctx.close();
            return;
        }
        active = false;
        watchIdle();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object data) {
        ByteBuf frame = (ByteBuf) data;
        try {
            active = true;
            int length = frame.readableBytes();
            frame.readBytes(context.in(), 0, length);
            received(length);
        } finally {
            frame.release();
        }
    }

    private void received(int length) {
        byte[] out = context.out();
        int size = context.responder().respond(context.in(), length, peer.getAddress(), true, out);
        if (size > 0) {
            ctx.write(framed(out, size), ctx.voidPromise());
        } else if (size == Responder.NOTHING) {
            ctx.close();
        } else {
            handElsewhere(length);
        }
        ChannelOutboundBuffer pending = ctx.channel().unsafe().outboundBuffer();
        if (pending != null && pending.totalPendingWriteBytes() > MAX_PENDING) {
            ctx.close();
        }
    }

    private void handElsewhere(int length) {
        if (++elsewhere > MAX_ELSEWHERE) {
            ctx.close();
            return;
        }
        byte[] own = Arrays.copyOf(context.in(), length);
        context.elsewhere().handle(own, peer, true, new Sink());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        changed.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("fault on TCP connection of {}", peer, cause);
        }
        ctx.close();
    }

    private ByteBuf framed(byte[] message, int size) {
        return ctx.alloc().directBuffer(size + LENGTH_FIELD).writeShort(size).writeBytes(message, 0, size);
    }

    /** Where replies to one request go. */
    private final class Sink implements ReplySink {

        @Override
        public CompletionStage<Void> send(byte[] message) {
            CompletableFuture<Void> sent = new CompletableFuture<>();
            ChannelPromise promise = ctx.channel().newPromise();
            promise.addListener(done -> {
                if (done.isSuccess()) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(done.cause());
                }
            });
            ctx.channel().writeAndFlush(framed(message, message.length), promise);
            return sent;
        }

        @Override
        public void done() {
            try {
                context.loop().execute(() -> {
                    elsewhere--;
                    active = true;
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("the loop of {} has ended", peer);
            }
        }
    }
}
