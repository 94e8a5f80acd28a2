package org.breakwater.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.breakwater.sip.flow.WebSocketControl;

/**
 * WebSocket frames on one side, octets of SIP messages on the other; answers pings and closing. Pings and pongs count
 * as signs of life.
 */
final class WebSocketBridge extends ChannelInboundHandlerAdapter {

    private static final int MAX_CONTROL_TEXT = 123;

    /** One message as a frame: text when it is UTF-8, else binary (RFC 7118 §5). */
    static WebSocketFrame frame(byte[] octets) {
        ByteBuf content = Unpooled.wrappedBuffer(octets);
        return isUtf8(octets) ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content);
    }

    /** A control frame; its text is cut to what one may hold. */
    static WebSocketFrame frame(WebSocketControl control) {
        String text = control.text();
        while (ByteBufUtil.utf8Bytes(text) > MAX_CONTROL_TEXT) {
            text = text.substring(0, text.length() - 1);
        }
        return switch (control.kind()) {
            case PING -> new PingWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
            case PONG -> new PongWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
            case CLOSE -> new CloseWebSocketFrame(control.status(), text);
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        WebSocketFrame frame = (WebSocketFrame) data;
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            ctx.fireChannelRead(frame.content());
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content()));
            ctx.fireChannelRead(Unpooled.EMPTY_BUFFER);
        } else if (frame instanceof PongWebSocketFrame) {
            frame.release();
            ctx.fireChannelRead(Unpooled.EMPTY_BUFFER);
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
        } else {
            ReferenceCountUtil.release(frame);
        }
    }

    private static boolean isUtf8(byte[] octets) {
        for (byte b : octets) {
            if (b < 0) {
                return decodes(octets);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
