package org.breakwater.dns.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;

/** Makes a connection ready, or closes it when there are too many. */
final class TcpSockets extends ChannelInitializer<Channel> {

    private static final int MAX_MESSAGE = 65_535;
    private static final int LENGTH_FIELD = 2;

    private final LoopContext context;
    private final ConnectionLimit limit;
    private final int idleSeconds;

    TcpSockets(LoopContext context, ConnectionLimit limit, int idleSeconds) {
        this.context = context;
        this.limit = limit;
        this.idleSeconds = idleSeconds;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer) || !limit.opened(peer.getAddress())) {
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> limit.closed(peer.getAddress()));
        channel.pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(MAX_MESSAGE + LENGTH_FIELD, 0, LENGTH_FIELD, 0, LENGTH_FIELD))
                .addLast(new TcpConnection(context, peer, idleSeconds));
    }
}
