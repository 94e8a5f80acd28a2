package org.breakwater.sip.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.OverloadGauge;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;

/** The event loops of a server. Started before transport, closed after it. */
public final class WorkerGroup implements OverloadGauge, AutoCloseable {

    private static final int PAGE = 8192;
    private static final int CHUNK_ORDER = 5;

    private final MultiThreadIoEventLoopGroup loops;
    private final List<EventLoopWorker> workers;
    private final Workers view;
    private final ByteBufAllocator buffers;
    private final boolean epoll;

    /**
     * Starts event loops.
     *
     * @param count how many, 1 or more
     * @param time the clock of their timers
     */
    public WorkerGroup(int count, TimeSource time) {
        epoll = Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(
                count,
                new DefaultThreadFactory("sip-worker", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        buffers = new PooledByteBufAllocator(
                true,
                0,
                count,
                PAGE,
                CHUNK_ORDER,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
        List<EventLoopWorker> made = new ArrayList<>();
        for (EventExecutor loop : loops) {
            EventLoopWorker worker = new EventLoopWorker(made.size(), (EventLoop) loop, time);
            worker.lag().start(worker.loop());
            made.add(worker);
        }
        workers = List.copyOf(made);
        view = new Workers(List.<Worker>copyOf(made));
    }

    /** One worker for two processors, at least one: the rest is for media and blocking work. */
    public static int defaultCount() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** The workers as those above see them. */
    public Workers workers() {
        return view;
    }

    /** Whether sockets use epoll rather than the JDK's selector. */
    public boolean isNative() {
        return epoll;
    }

    @Override
    public long lagNanos(int worker) {
        return workers.get(worker).lag().lagNanos();
    }

    @Override
    public long maxLagNanos() {
        long worst = 0;
        for (EventLoopWorker worker : workers) {
            worst = Math.max(worst, worker.lag().lagNanos());
        }
        return worst;
    }

    /** Ends the loops after the tasks they have; waits two seconds at most. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    List<EventLoopWorker> all() {
        return workers;
    }

    /** The worker of an event loop. */
    EventLoopWorker of(EventLoop loop) {
        for (EventLoopWorker worker : workers) {
            if (worker.loop() == loop) {
                return worker;
            }
        }
        throw new IllegalArgumentException("not a loop of this group");
    }

    /** The caller's worker; the one that {@code key} falls to when the caller is none. */
    EventLoopWorker currentOr(int key) {
        for (EventLoopWorker worker : workers) {
            if (worker.isCurrent()) {
                return worker;
            }
        }
        return workers.get(Math.floorMod(key, workers.size()));
    }

    MultiThreadIoEventLoopGroup loops() {
        return loops;
    }

    ByteBufAllocator buffers() {
        return buffers;
    }

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends Channel> clientChannel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    Class<? extends DatagramChannel> datagramChannel() {
        return epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
    }
}
