package org.breakwater.script.module.mediarelay;

import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/** What a message means to a media relay. */
public enum Operation {
    OFFER,
    ANSWER,
    DELETE,
    NONE;

    /** What {@code *_manage} does with a message, by method, direction and whether it carries a description. */
    public static Operation of(ScriptContext ctx) {
        SipMessage message = ctx.message();
        return message.isRequest() ? ofRequest(ctx, message) : ofReply(ctx, message);
    }

    private static Operation ofRequest(ScriptContext ctx, SipMessage message) {
        boolean sdp = hasSdp(message);
        return switch (message.method()) {
            case BYE, CANCEL -> DELETE;
            case ACK, PRACK -> sdp ? ANSWER : NONE;
            case UPDATE -> sdp ? OFFER : NONE;
            case INVITE -> ctx.routeKind() == RouteKind.FAILURE ? DELETE : sdp ? OFFER : NONE;
            default -> NONE;
        };
    }

    private static Operation ofReply(ScriptContext ctx, SipMessage message) {
        Method method = message.method();
        if (method != Method.INVITE && method != Method.UPDATE && method != Method.PRACK) {
            return NONE;
        }
        if (message.status() >= 300) {
            return DELETE;
        }
        if (!hasSdp(message)) {
            return NONE;
        }
        boolean offeredByRequest = method != Method.INVITE
                || ctx.transaction() == null
                || hasSdp(ctx.transaction().request());
        return offeredByRequest ? ANSWER : OFFER;
    }

    /** Whether the whole body is a session description. */
    public static boolean hasSdp(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        return message.bodyLength() > 0 && type != null && type.regionMatches(true, 0, "application/sdp", 0, 15);
    }
}
