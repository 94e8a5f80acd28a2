package org.breakwater.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** Sets up what is accepted on one stream socket. */
final class Listener extends ChannelInitializer<Channel> {

    private final TransportCore core;
    private final WorkerGroup group;
    private final List<Sweeper> sweepers;
    private final TlsContexts tls;
    private final TransportProtocol protocol;
    private volatile ListenPoint point;

    Listener(
            TransportCore core,
            WorkerGroup group,
            List<Sweeper> sweepers,
            TlsContexts tls,
            TransportProtocol protocol) {
        this.core = core;
        this.group = group;
        this.sweepers = sweepers;
        this.tls = tls;
        this.protocol = protocol;
    }

    /** Told once the port is known, before anything can be accepted. */
    void bound(ListenPoint bound) {
        point = bound;
    }

    @Override
    protected void initChannel(Channel child) {
        EventLoopWorker worker = group.of(child.eventLoop());
        if (protocol.isSecure()) {
            SslHandler handler = tls.server().newHandler(child.alloc());
            handler.setHandshakeTimeoutMillis(0);
            child.pipeline().addLast(handler);
        }
        Connection connection = new Connection(core, worker, sweepers.get(worker.index()), protocol, point, null);
        child.pipeline().addLast(connection);
        if (protocol == TransportProtocol.WS || protocol == TransportProtocol.WSS) {
            HttpGateway.install(child, connection, core, worker);
        }
    }
}
