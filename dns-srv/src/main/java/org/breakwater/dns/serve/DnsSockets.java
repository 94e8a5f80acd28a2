package org.breakwater.dns.serve;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.breakwater.dns.answer.RequestHandler;
import org.breakwater.dns.answer.Responder;
import org.breakwater.platform.time.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's sockets and event loops. Every loop has a UDP and a TCP socket on every address; the kernel spreads
 * clients over them.
 */
public final class DnsSockets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DnsSockets.class);
    private static final int BATCH = 64;
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final int BACKLOG = 1024;

    private final Settings settings;
    private final Supplier<Responder> responders;
    private final RequestHandler elsewhere;
    private final ConnectionLimit connections;
    private final boolean epoll = Epoll.isAvailable();
    private final List<Channel> channels = new ArrayList<>();
    private MultiThreadIoEventLoopGroup loops;

    /**
     * Nothing is bound yet.
     *
     * @param responders makes one for each loop
     * @param elsewhere takes what they do not answer
     */
    public DnsSockets(
            Settings settings, Supplier<Responder> responders, RequestHandler elsewhere, ConnectionLimit connections) {
        this.settings = settings;
        this.responders = responders;
        this.elsewhere = elsewhere;
        this.connections = connections;
    }

    /**
     * How sockets are set up.
     *
     * @param listen addresses; {@code 0.0.0.0} and {@code ::} stand for each address the machine has now, because a reply
     *     must leave from the address that was asked
     * @param workers event loops, 1 or more; without epoll always 1
     * @param udpSize the largest datagram received
     * @param idleSeconds after which a quiet connection is closed
     */
    public record Settings(List<InetSocketAddress> listen, int workers, int udpSize, int idleSeconds) {
        /** Copies the list. */
        public Settings {
            listen = List.copyOf(listen);
        }
    }

    /**
     * Binds everything.
     *
     * @throws IOException naming the address that cannot be bound
     */
    public void start() throws IOException {
        int count = epoll ? settings.workers() : 1;
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        loops = new MultiThreadIoEventLoopGroup(count, Threads.named("dns-io"), handlers);
        List<LoopContext> contexts = new ArrayList<>();
        for (EventExecutor loop : loops) {
            contexts.add(new LoopContext((EventLoop) loop, responders.get(), elsewhere));
        }
        for (InetSocketAddress address : expand(settings.listen())) {
            if (shared() && address.getPort() != 0) {
                refuseIfTaken(contexts.get(0), address);
            }
            InetSocketAddress bound = address;
            for (LoopContext context : contexts) {
                // Port 0 is chosen by the first socket and taken by the others.
                bound = bind(bindUdp(context, bound), bound, "UDP");
                bind(bindTcp(context, bound), bound, "TCP");
            }
            LOG.info("DNS listens on {}", bound);
        }
    }

    /** Where it listens, each address once. */
    public List<InetSocketAddress> addresses() {
        return channels.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
        channels.clear();
        if (loops != null) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }

    private InetSocketAddress bind(ChannelFuture binding, InetSocketAddress address, String kind) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException(
                    kind + " " + address.getAddress().getHostAddress() + " port " + address.getPort()
                            + " cannot be bound: " + binding.cause().getMessage(),
                    binding.cause());
        }
        channels.add(binding.channel());
        return (InetSocketAddress) binding.channel().localAddress();
    }

    /** A port that our loops share would be shared with a second server as well, and each would get half the questions. */
    private void refuseIfTaken(LoopContext context, InetSocketAddress address) throws IOException {
        bind(udp(context, false).bind(address), address, "UDP");
        channels.remove(channels.size() - 1).close().awaitUninterruptibly();
    }

    private ChannelFuture bindUdp(LoopContext context, InetSocketAddress address) {
        return udp(context, shared()).bind(address);
    }

    private Bootstrap udp(LoopContext context, boolean share) {
        Bootstrap bootstrap = new Bootstrap()
                .group(context.loop())
                .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .handler(new UdpSocket(context));
        if (epoll) {
            bootstrap
                    .option(EpollChannelOption.SO_REUSEPORT, share)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, settings.udpSize())
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(settings.udpSize() * BATCH).maxMessagesPerRead(BATCH));
        } else {
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(settings.udpSize()));
        }
        return bootstrap;
    }

    private ChannelFuture bindTcp(LoopContext context, InetSocketAddress address) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(context.loop(), context.loop())
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new TcpSockets(context, connections, settings.idleSeconds()));
        if (epoll) {
            bootstrap.option(EpollChannelOption.SO_REUSEPORT, shared());
        }
        return bootstrap.bind(address);
    }

    private boolean shared() {
        return settings.workers() > 1;
    }

    private static List<InetSocketAddress> expand(List<InetSocketAddress> wanted) throws IOException {
        List<InetSocketAddress> all = new ArrayList<>();
        for (InetSocketAddress address : wanted) {
            if (!address.getAddress().isAnyLocalAddress()) {
                all.add(address);
                continue;
            }
            boolean ipv4 = address.getAddress() instanceof Inet4Address;
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress own : network.inetAddresses().toList()) {
                    if (own instanceof Inet4Address == ipv4 && network.isUp()) {
                        all.add(new InetSocketAddress(own, address.getPort()));
                    }
                }
            }
        }
        return all.stream().distinct().toList();
    }
}
