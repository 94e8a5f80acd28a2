package org.breakwater.media.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.Timers;

/** One event loop for media, on epoll where there is one. Closing it ends its thread and every socket on it. */
public final class MediaLoop implements AutoCloseable {

    private final EventLoopGroup group;

    /** Starts the loop's thread under this name. */
    public MediaLoop(String threadName) {
        group = new MultiThreadIoEventLoopGroup(
                1,
                Threads.named(threadName),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Runs a task on the loop soon. */
    public void execute(Runnable task) {
        group.execute(task);
    }

    /** Timers that fire on the loop, to the millisecond. */
    public Timers timers() {
        return (delayMillis, task) -> {
            ScheduledFuture<?> future = group.schedule(task, Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        };
    }

    EventLoopGroup group() {
        return group;
    }

    static Class<? extends DatagramChannel> channelType() {
        return Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
