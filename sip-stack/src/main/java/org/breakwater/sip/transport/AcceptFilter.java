package org.breakwater.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.breakwater.sip.flow.TransportProtocol;

/** Closes unwanted connections right after accept, before anything is spent on them. */
final class AcceptFilter extends ChannelInboundHandlerAdapter {

    private final TransportCore core;
    private final TransportProtocol protocol;

    AcceptFilter(TransportCore core, TransportProtocol protocol) {
        this.core = core;
        this.protocol = protocol;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        Channel child = (Channel) accepted;
        InetSocketAddress source = (InetSocketAddress) child.remoteAddress();
        if (source == null
                || !core.hooks().gate().allowsConnection(protocol, source)
                || !core.table().admit(source.getAddress(), core.limits())) {
            core.counters().refused.increment();
            child.unsafe().closeForcibly();
            return;
        }
        core.counters().accepted.increment();
        InetAddress address = source.getAddress();
        child.closeFuture().addListener(closed -> core.table().release(address));
        ctx.fireChannelRead(accepted);
    }
}
