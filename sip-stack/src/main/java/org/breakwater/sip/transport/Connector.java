package org.breakwater.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.List;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;

/** Opens connections without waiting for them. */
final class Connector {

    private final TransportCore core;
    private final WorkerGroup group;
    private final List<Sweeper> sweepers;
    private final TlsContexts tls;

    Connector(TransportCore core, WorkerGroup group, List<Sweeper> sweepers, TlsContexts tls) {
        this.core = core;
        this.group = group;
        this.sweepers = sweepers;
        this.tls = tls;
    }

    /** The connection to a target that none existed to a moment ago; null when there are too many already. */
    Connection connect(Target target, ListenPoint source) {
        EventLoopWorker worker = group.currentOr(target.address().hashCode());
        Connection opening =
                new Connection(core, worker, sweepers.get(worker.index()), target.protocol(), source, target.address());
        ConnectionTable.Peer peer = new ConnectionTable.Peer(target.protocol(), target.address());
        Connection earlier = core.table().claim(peer, opening);
        if (earlier != null) {
            return earlier;
        }
        if (!core.table().admitOutgoing(core.limits())) {
            core.table().unclaim(peer, opening);
            return null;
        }
        worker.execute(() -> open(opening, worker, target));
        return opening;
    }

    private void open(Connection opening, EventLoopWorker worker, Target target) {
        Bootstrap bootstrap = new Bootstrap()
                .group(worker.loop())
                .channel(group.clientChannel())
                .option(ChannelOption.ALLOCATOR, group.buffers())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, core.limits().connectTimeout())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (target.protocol().isSecure()) {
                            channel.pipeline().addLast(tlsHandler(channel, target));
                        }
                        channel.pipeline().addLast(opening);
                    }
                });
        if (group.isNative()) {
            bootstrap.option(
                    EpollChannelOption.TCP_USER_TIMEOUT, (int) core.limits().writeStall());
        }
        InetSocketAddress local = localAddress(target.from());
        ChannelFuture connected =
                local == null ? bootstrap.connect(target.address()) : bootstrap.connect(target.address(), local);
        connected.addListener(done -> {
            if (done.isSuccess()) {
                core.counters().connected.increment();
                connected
                        .channel()
                        .closeFuture()
                        .addListener(closed -> core.table().releaseOutgoing());
            } else {
                core.counters().connectFailed.increment();
                core.table().releaseOutgoing();
                opening.openFailed("Connection failed: " + done.cause().getMessage());
            }
        });
    }

    private SslHandler tlsHandler(Channel channel, Target target) {
        String name = target.serverName() != null
                ? target.serverName()
                : Addresses.text(target.address().getAddress());
        SslHandler handler =
                tls.client().newHandler(channel.alloc(), name, target.address().getPort());
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    private static InetSocketAddress localAddress(ListenPoint from) {
        if (from == null || from.address().getAddress().isAnyLocalAddress()) {
            return null;
        }
        return new InetSocketAddress(from.address().getAddress(), 0);
    }
}
