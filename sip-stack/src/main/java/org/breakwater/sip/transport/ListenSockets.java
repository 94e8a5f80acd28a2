package org.breakwater.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** The sockets a transport listens on. */
final class ListenSockets {

    private static final int BACKLOG = 4096;
    private static final int DATAGRAM = 65536;
    private static final int UDP_BUFFER = 4 << 20;
    private static final int UDP_READS = 64;
    private static final long CLOSE_MILLIS = 1000;

    private final TransportCore core;
    private final WorkerGroup group;
    private final List<Sweeper> sweepers;
    private final TlsContexts tls;
    private final List<ListenPoint> points = new ArrayList<>();
    private final List<UdpSocket> udp = new ArrayList<>();
    private final List<Channel> datagramChannels = new ArrayList<>();
    private final List<Channel> serverChannels = new ArrayList<>();

    ListenSockets(TransportCore core, WorkerGroup group, List<Sweeper> sweepers, TlsContexts tls) {
        this.core = core;
        this.group = group;
        this.sweepers = sweepers;
        this.tls = tls;
    }

    /**
     * Opens a socket; what comes in waits in the system's queues until {@link #letIn}.
     *
     * @throws IOException when it cannot be bound; names the socket
     */
    void open(ListenPoint wanted) throws IOException {
        if (wanted.protocol().isSecure() && (tls == null || tls.server() == null)) {
            throw new IOException("Cannot listen on " + wanted + ": no TLS certificate is configured");
        }
        if (wanted.protocol() == TransportProtocol.UDP) {
            openUdp(wanted);
        } else {
            openStream(wanted);
        }
    }

    /** Takes in what waits and what comes. */
    void letIn() {
        datagramChannels.forEach(channel -> channel.config().setAutoRead(true));
        serverChannels.forEach(channel -> channel.config().setAutoRead(true));
    }

    List<ListenPoint> points() {
        return List.copyOf(points);
    }

    /** The UDP socket of a listening point, or null. */
    UdpSocket udp(ListenPoint point) {
        for (UdpSocket socket : udp) {
            if (socket.listenPoint() == point || socket.listenPoint().equals(point)) {
                return socket;
            }
        }
        return null;
    }

    /** Accepts nothing any more. */
    void closeServers() {
        closeAll(serverChannels);
    }

    /** Flushes and closes the UDP sockets. */
    void closeUdp() {
        datagramChannels.forEach(Channel::flush);
        closeAll(datagramChannels);
    }

    private static void closeAll(List<Channel> channels) {
        for (Channel channel : channels) {
            channel.close().awaitUninterruptibly(CLOSE_MILLIS);
        }
        channels.clear();
    }

    private void openUdp(ListenPoint wanted) throws IOException {
        EventLoopWorker worker = group.all().get(udp.size() % group.all().size());
        UdpSocket socket = new UdpSocket(core, worker);
        Bootstrap bootstrap = new Bootstrap()
                .group(worker.loop())
                .channel(group.datagramChannel())
                .option(ChannelOption.ALLOCATOR, group.buffers())
                .option(ChannelOption.SO_RCVBUF, UDP_BUFFER)
                .option(ChannelOption.SO_SNDBUF, UDP_BUFFER)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM).maxMessagesPerRead(UDP_READS))
                .option(ChannelOption.AUTO_READ, false)
                .handler(socket);
        Channel channel = bind(bootstrap.bind(wanted.address()), wanted);
        datagramChannels.add(channel);
        udp.add(socket);
        socket.bound(remember(wanted, channel));
    }

    private void openStream(ListenPoint wanted) throws IOException {
        Listener listener = new Listener(core, group, sweepers, tls, wanted.protocol());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group.loops())
                .channel(group.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new AcceptFilter(core, wanted.protocol()))
                .childOption(ChannelOption.ALLOCATOR, group.buffers())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(listener);
        if (group.isNative()) {
            bootstrap.childOption(
                    EpollChannelOption.TCP_USER_TIMEOUT, (int) core.limits().writeStall());
        }
        Channel channel = bind(bootstrap.bind(wanted.address()), wanted);
        serverChannels.add(channel);
        listener.bound(remember(wanted, channel));
    }

    private static Channel bind(ChannelFuture binding, ListenPoint wanted) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException(
                    "Cannot listen on " + wanted + ": " + binding.cause().getMessage(), binding.cause());
        }
        return binding.channel();
    }

    private ListenPoint remember(ListenPoint wanted, Channel channel) {
        InetSocketAddress bound = (InetSocketAddress) channel.localAddress();
        InetSocketAddress address = new InetSocketAddress(wanted.address().getAddress(), bound.getPort());
        ListenPoint point = new ListenPoint(
                wanted.protocol(), address, wanted.advertisedHost(), wanted.advertisedPort(), wanted.name());
        points.add(point);
        return point;
    }
}
