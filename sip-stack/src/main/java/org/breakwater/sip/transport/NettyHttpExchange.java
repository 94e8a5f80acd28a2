package org.breakwater.sip.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.List;
import java.util.Map;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.HttpExchange;

/** One HTTP request on a connection. Belongs to the connection's event loop. */
final class NettyHttpExchange implements HttpExchange {

    private static final String SUBPROTOCOL = "sip";

    private final Connection connection;
    private final FullHttpRequest request;
    private final byte[] body;
    private boolean answered;

    /** Copies what it needs, so that the request may be released. */
    NettyHttpExchange(Connection connection, FullHttpRequest received) {
        this.connection = connection;
        this.body = ByteBufUtil.getBytes(received.content());
        this.request = new DefaultFullHttpRequest(
                received.protocolVersion(),
                received.method(),
                received.uri(),
                Unpooled.EMPTY_BUFFER,
                received.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    @Override
    public Flow flow() {
        return connection;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String uri() {
        return request.uri();
    }

    @Override
    public String version() {
        return request.protocolVersion().text();
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return request.headers().entries();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public boolean isSipWebSocketUpgrade() {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && request.headers().containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, true);
    }

    @Override
    public void reply(int status, String reason, String contentType, Map<String, String> headers, byte[] content) {
        answer(status, reason, contentType, headers, content, HttpUtil.isKeepAlive(request));
    }

    /** Answers without a body and closes. */
    void replyAndClose(int status) {
        answer(status, null, null, Map.of(), new byte[0], false);
    }

    private void answer(
            int status, String reason, String contentType, Map<String, String> headers, byte[] content, boolean keep) {
        if (answered) {
            return;
        }
        answered = true;
        HttpResponseStatus line =
                reason == null ? HttpResponseStatus.valueOf(status) : new HttpResponseStatus(status, reason);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, line, Unpooled.wrappedBuffer(content));
        headers.forEach(response.headers()::set);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        if (contentType != null) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (!keep) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture written = connection.channel().writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public boolean acceptWebSocket() {
        if (answered || !isSipWebSocketUpgrade()) {
            return false;
        }
        Channel channel = connection.channel();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri(),
                        SUBPROTOCOL,
                        false,
                        HttpGateway.MAX_BODY)
                .newHandshaker(request);
        answered = true;
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return true;
        }
        handshaker.handshake(channel, request).addListener((ChannelFutureListener) done -> {
            if (done.isSuccess()) {
                HttpGateway.becomeWebSocket(channel, connection);
            } else {
                channel.close();
            }
        });
        return true;
    }
}
