package org.breakwater.presence.xmpp.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.xmpp.component.Backoff;
import org.breakwater.presence.xmpp.component.ComponentStream;
import org.breakwater.presence.xmpp.component.ComponentStream.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the XMPP server while it is wanted. A connection over which nothing came for three minutes, although
 * the server is greeted every minute, is given up.
 */
public final class ComponentLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentLink.class);

    /** Octets that may wait to be sent. */
    static final int MAX_WAITING_OCTETS = 1 << 20;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int LOOK_SECONDS = 60;
    private static final int SILENT_LOOKS = 3;
    private static final int READ_AGAIN_MILLIS = 50;

    private final LinkSettings settings;
    private final LinkListener listener;
    private final Backoff backoff;
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Threads.named("xmpp-link"), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Channel open;
    private volatile String state = "not wanted here";
    private boolean wanted;
    private boolean reported;
    private Channel current;
    private Future<?> again;

    /** Connects nowhere before {@link #want}. */
    public ComponentLink(LinkSettings settings, Backoff backoff, LinkListener listener) {
        this.settings = settings;
        this.backoff = backoff;
        this.listener = listener;
    }

    /** Whether there shall be a connection from now on. Any thread. */
    public void want(boolean connection) {
        loop.execute(() -> {
            if (connection && !wanted) {
                wanted = true;
                connect();
            } else if (!connection && wanted) {
                wanted = false;
                state = "not wanted here";
                cancelRetry();
                end();
            }
        });
    }

    /** Whether stanzas can be sent. */
    public boolean isOpen() {
        return open != null;
    }

    /** How it is, in words. */
    public String state() {
        return state;
    }

    /** Sends a stanza; false when there is no connection, or too much waits. */
    public boolean send(String stanza) {
        Channel channel = open;
        byte[] octets = stanza.getBytes(StandardCharsets.UTF_8);
        if (channel == null || octets.length > settings.maxStanzaOctets()) {
            return false;
        }
        if (waiting.addAndGet(octets.length) > MAX_WAITING_OCTETS) {
            waiting.addAndGet(-octets.length);
            return false;
        }
        channel.writeAndFlush(channel.alloc().buffer(octets.length).writeBytes(octets))
                .addListener(done -> waiting.addAndGet(-octets.length));
        return true;
    }

    private void connect() {
        again = null;
        state = "connecting";
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Connection());
                    }
                })
                .connect(settings.host(), settings.port());
        current = connecting.channel();
        connecting.addListener((ChannelFuture done) -> {
            if (!done.isSuccess() && done.channel() == current) {
                failed(false, "cannot be reached: " + done.cause().getMessage());
            }
        });
    }

    private void failed(boolean isRefusal, String reason) {
        if (!wanted || again != null) {
            return;
        }
        long millis = backoff.failed(isRefusal);
        state = reason;
        if (!reported) {
            LOG.warn("XMPP server {}: {}; trying again, first in {} ms", settings, reason, millis);
            reported = true;
        }
        again = loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
    }

    private void cancelRetry() {
        if (again != null) {
            again.cancel(false);
            again = null;
        }
    }

    private void end() {
        if (current != null) {
            if (open != null) {
                write(current, "</stream:stream>");
            }
            current.close();
        }
    }

    private static ChannelFuture write(Channel channel, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return channel.writeAndFlush(channel.alloc().buffer(octets.length).writeBytes(octets));
    }

    /** Ends the connection and the thread; waits two seconds at most. */
    @Override
    public void close() {
        want(false);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** One connection. */
    private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
        private final ComponentStream stream =
                new ComponentStream(settings.domain(), settings.secret(), settings.maxStanzaOctets());
        private Future<?> looking;
        private int silentLooks;
        private boolean refused;
        private String reason = "closed the connection";

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            write(ctx.channel(), stream.opening());
            looking = loop.schedule(
                    () -> give(ctx, "does not answer the handshake"), HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
            silentLooks = 0;
            byte[] octets = new byte[in.readableBytes()];
            in.readBytes(octets);
            boolean roomLeft = true;
            for (Step step : stream.received(octets)) {
                roomLeft &= take(ctx, step);
            }
            if (!roomLeft) {
                ctx.channel().config().setAutoRead(false);
                loop.schedule(() -> ctx.channel().config().setAutoRead(true), READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private boolean take(ChannelHandlerContext ctx, Step step) {
            if (step instanceof Step.Send send) {
                write(ctx.channel(), send.text());
            } else if (step instanceof Step.Opened) {
                opened(ctx);
            } else if (step instanceof Step.Received received) {
                return listener.received(received.element());
            } else if (step instanceof Step.Ended ended) {
                refused = ended.isRefusal();
                give(ctx, ended.reason());
            }
            return true;
        }

        private void opened(ChannelHandlerContext ctx) {
            looking.cancel(false);
            looking = loop.scheduleAtFixedRate(() -> look(ctx), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
            backoff.succeeded();
            reported = false;
            open = ctx.channel();
            state = "connected";
            LOG.info("XMPP server {}: connected as {}", settings, settings.domain());
            listener.opened();
        }

        /** A ping that the server answers, with a result or an error (XEP-0199). */
        private void look(ChannelHandlerContext ctx) {
            if (++silentLooks >= SILENT_LOOKS) {
                give(ctx, "says nothing any more");
            } else {
                String domain = settings.domain();
                write(
                        ctx.channel(),
                        "<iq from='" + domain + "' to='" + domain
                                + "' id='look' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
            }
        }

        private void give(ChannelHandlerContext ctx, String why) {
            reason = why;
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (looking != null) {
                looking.cancel(false);
            }
            if (open == ctx.channel()) {
                open = null;
                listener.closed();
            }
            if (ctx.channel() == current) {
                failed(refused, reason);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            give(ctx, "failed: " + cause.getMessage());
        }
    }
}
