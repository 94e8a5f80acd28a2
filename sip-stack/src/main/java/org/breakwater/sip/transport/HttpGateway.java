package org.breakwater.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.breakwater.sip.flow.TransportProtocol;

/** HTTP on a SIP connection, until a WebSocket takes its place. Sits before the {@link Connection} in the pipeline. */
final class HttpGateway extends SimpleChannelInboundHandler<FullHttpRequest> {

    static final int MAX_BODY = 65536;

    private static final String CODEC = "http";
    private static final String BODY = "http-body";
    private static final String GATEWAY = "http-gateway";
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 8192;

    private final Connection connection;
    private final TransportCore core;
    private final EventLoopWorker worker;

    private HttpGateway(Connection connection, TransportCore core, EventLoopWorker worker) {
        this.connection = connection;
        this.core = core;
        this.worker = worker;
    }

    /** Puts HTTP before the connection. */
    static void install(Channel channel, Connection connection, TransportCore core, EventLoopWorker worker) {
        ChannelPipeline pipeline = channel.pipeline();
        String name = pipeline.context(connection).name();
        pipeline.addBefore(name, CODEC, new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_HEADERS))
                .addBefore(name, BODY, new HttpObjectAggregator(MAX_BODY))
                .addBefore(name, GATEWAY, new HttpGateway(connection, core, worker));
    }

    /** The same for a connection that has been reading: HTTP begins with what was read. */
    static void takeOver(Connection connection, TransportCore core, EventLoopWorker worker, byte[] octets) {
        install(connection.channel(), connection, core, worker);
        feed(connection.channel(), octets, 0, octets.length);
    }

    /** Gives HTTP octets that were read before it was there. */
    static void feed(Channel channel, byte[] data, int from, int to) {
        ChannelHandlerContext codec = channel.pipeline().context(CODEC);
        if (codec == null) {
            return;
        }
        try {
            ((HttpServerCodec) codec.handler()).channelRead(codec, Unpooled.copiedBuffer(data, from, to - from));
        } catch (Exception e) {
            channel.pipeline().fireExceptionCaught(e);
        }
    }

    /** Replaces what served HTTP by what serves the WebSocket; the codec itself is replaced by the handshake. */
    static void becomeWebSocket(Channel channel, Connection connection) {
        ChannelPipeline pipeline = channel.pipeline();
        String name = pipeline.context(connection).name();
        pipeline.addBefore(name, null, new WebSocketFrameAggregator(MAX_BODY));
        pipeline.addBefore(name, null, new WebSocketBridge());
        pipeline.remove(GATEWAY);
        connection.becameWebSocket();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        connection.httpRequest();
        NettyHttpExchange exchange = new NettyHttpExchange(connection, request);
        boolean webSocketOnly =
                connection.protocol() == TransportProtocol.WS || connection.protocol() == TransportProtocol.WSS;
        if (request.decoderResult().isFailure()) {
            exchange.reply(400, null, null, new byte[0]);
        } else if (webSocketOnly && exchange.isSipWebSocketUpgrade()) {
            exchange.acceptWebSocket();
        } else if (core.hooks().http() == null) {
            exchange.replyAndClose(404);
        } else {
            core.hooks().http().received(exchange, worker);
        }
    }
}
