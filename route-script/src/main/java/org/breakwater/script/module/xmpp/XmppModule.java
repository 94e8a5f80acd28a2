package org.breakwater.script.module.xmpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Export table of xmpp. */
public final class XmppModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final int FAILED = -1;

    /** The gateway answers sooner; a transaction must not wait for ever if it does not. */
    private static final long LONGEST_MILLIS = 15_000;

    private final TmSignalling tm;
    private final XmppPort port;
    private final ModuleExports exports;

    /** Replies go out through {@code tm}. */
    public XmppModule(TmSignalling tm, XmppPort port) {
        this.tm = tm;
        this.port = port;
        this.exports = KnownParameters.complete(ModuleExports.of("xmpp")
                .function(FunctionExport.onWorker("xmpp_send_message", REQUEST, (a, l) -> this::send))
                .function(FunctionExport.onWorker("xmpp_relay", REQUEST, (a, l) -> this::relay))
                .function(FunctionExport.of("is_xmpp_uri", REQUEST, (a, l) -> ctx -> serves(ctx) ? 1 : FAILED))
                .function(FunctionExport.of("is_from_xmpp", REQUEST, (a, l) -> this::isFromXmpp)));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private boolean serves(ScriptContext ctx) {
        try {
            return port.serves(SipUri.parse(ctx.requestUri()).host());
        } catch (SipParseException e) {
            return false;
        }
    }

    /** Whether the gateway made the request; what says so is taken out. */
    private int isFromXmpp(ScriptContext ctx) {
        HeaderIndex fields = ctx.message().index();
        boolean ours = false;
        for (int i = fields.first(XmppPort.TOKEN_HEADER); i >= 0; i = fields.next(XmppPort.TOKEN_HEADER, i + 1)) {
            ours |= port.isFromGateway(fields.value(i));
            HeaderEdits.remove(ctx, i);
        }
        return ours ? 1 : FAILED;
    }

    /** As in Kamailio: the script replies. */
    private int send(ScriptContext ctx) {
        return isText(ctx.message()) && taken(ctx, status -> {}) ? 1 : FAILED;
    }

    private boolean taken(ScriptContext ctx, IntConsumer done) {
        return ctx.message().method() == Method.MESSAGE && serves(ctx) && port.send(message(ctx), done);
    }

    /** Replies itself, with what XMPP says. */
    private int relay(ScriptContext ctx) {
        int made = tm.newTransaction(ctx);
        if (made <= 0) {
            return made;
        }
        if (!isText(ctx.message())) {
            ctx.reply().extraHeaders().append("Accept: text/plain\r\n");
            tm.reply(ctx, 415, "Unsupported Media Type");
            return FAILED;
        }
        TmTransaction t = (TmTransaction) ctx.transaction();
        t.setSuspended(true);
        if (!taken(ctx, status -> t.server().worker().execute(() -> answer(t, status)))) {
            t.setSuspended(false);
            tm.reply(ctx, 403, "Not For XMPP");
            return FAILED;
        }
        ctx.worker().timers().schedule(LONGEST_MILLIS, () -> answer(t, 503));
        return 1;
    }

    private void answer(TmTransaction t, int status) {
        if (t.isSuspended()) {
            t.setSuspended(false);
            tm.answer(t, status, reason(status));
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 410 -> "Gone";
            case 413 -> "Message Too Large";
            case 480 -> "Temporarily Unavailable";
            case 491 -> "Request Pending";
            case 500 -> "Server Internal Error";
            case 501 -> "Not Implemented";
            default -> "Service Unavailable";
        };
    }

    private static boolean isText(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        return message.bodyLength() > 0
                && type != null
                && type.split(";", 2)[0].trim().equalsIgnoreCase("text/plain");
    }

    private static XmppMessage message(ScriptContext ctx) {
        SipMessage m = ctx.message();
        String from;
        try {
            from = m.from().uriText();
        } catch (SipParseException e) {
            from = "";
        }
        return new XmppMessage(
                from,
                ctx.requestUri(),
                m.callId() == null ? "" : m.callId(),
                text(m.header("Subject")),
                text(m.header("Content-Language")),
                new String(m.buffer(), m.bodyStart(), m.bodyLength(), charset(m)));
    }

    private static String text(String headerOrNull) {
        return headerOrNull == null ? "" : Octets.toUnicode(headerOrNull).strip();
    }

    private static Charset charset(SipMessage m) {
        String type = m.header(HeaderName.CONTENT_TYPE).toLowerCase(Locale.ROOT);
        return type.contains("iso-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }
}
