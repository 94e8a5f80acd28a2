package org.breakwater.script.module.xhttp;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.HttpExchange;
import org.breakwater.sip.flow.HttpReceiver;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Export table of xhttp, and the receiver of HTTP requests for the script that loads it. */
public final class XhttpModule implements ScriptModule, HttpReceiver {

    private static final byte[] NO_BODY = new byte[0];

    private final ModuleExports exports;
    private Pattern match;
    private Pattern skip;
    private volatile ModuleRuntime runtime;
    private volatile Route route;

    /** Needs nothing but the requests. */
    public XhttpModule() {
        this.exports = KnownParameters.complete(ModuleExports.of("xhttp")
                .parameter(ParameterExport.string("url_match", v -> match = pattern(v)))
                .parameter(ParameterExport.string("url_skip", v -> skip = pattern(v)))
                .function(FunctionExport.of(
                        "xhttp_reply", Set.of(RouteKind.REQUEST), (a, l) -> reply(a), INT, STRING, STRING, STRING))
                .pv(new PvExport("hu", (spec, load) -> url())));
    }

    private static Pattern pattern(String text) throws FixupException {
        try {
            return PosixRegex.compile(text, true);
        } catch (PatternSyntaxException e) {
            throw new FixupException("not a regular expression: " + e.getDescription());
        }
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        route = newRuntime.eventRoute("xhttp:request").orElse(null);
        runtime = newRuntime;
    }

    @Override
    public void received(HttpExchange exchange, Worker worker) {
        ModuleRuntime here = runtime;
        if (here == null || route == null || !isWanted(exchange.uri())) {
            exchange.reply(404, "Not Found", null, NO_BODY);
            return;
        }
        try {
            SipMessage message = SipMessage.parse(asMessage(exchange), ParseLimits.DEFAULT);
            ScriptContext ctx = here.context(message, exchange.flow(), RouteKind.EVENT);
            HttpAnswer answer = new HttpAnswer(exchange, worker);
            answer.attachTo(ctx);
            ctx.worker().execute(() -> here.run(route, ctx, () -> finish(answer)));
        } catch (SipParseException e) {
            exchange.reply(400, "Bad Request", null, NO_BODY);
        }
    }

    private boolean isWanted(String url) {
        return (skip == null || !PosixRegex.find(skip, url)) && (match == null || PosixRegex.find(match, url));
    }

    /** A script that says nothing leaves no client waiting. */
    private static void finish(HttpAnswer answer) {
        if (answer.take()) {
            answer.send(404, "Not Found", null, NO_BODY);
        }
    }

    /** The request as the script's variables can read it: with a Via for the source, as a message of our own kind. */
    private static byte[] asMessage(HttpExchange exchange) {
        InetSocketAddress remote = exchange.flow().remote();
        StringBuilder text = new StringBuilder(512)
                .append(exchange.method())
                .append(' ')
                .append(exchange.uri())
                .append(" SIP/2.0\r\nVia: SIP/2.0/TCP ")
                .append(Addresses.hostText(remote.getAddress()))
                .append(':')
                .append(remote.getPort())
                .append("\r\n");
        for (Map.Entry<String, String> header : exchange.headers()) {
            if (!header.getKey().equalsIgnoreCase("Content-Length")
                    && !header.getKey().equalsIgnoreCase("Via")) {
                text.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n");
            }
        }
        byte[] body = exchange.body();
        text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        text.append(Octets.text(body, 0, body.length));
        return Octets.bytes(text.toString());
    }

    private static Action reply(Arguments a) {
        Expression status = a.expression(0);
        Expression reason = a.expression(1);
        Expression type = a.expression(2);
        Expression body = a.expression(3);
        return ctx -> {
            HttpAnswer answer = HttpAnswer.of(ctx);
            if (answer == null || !answer.take()) {
                return -1;
            }
            String contentType = type.asText(ctx);
            answer.send(
                    status.asInt(ctx),
                    reason.asText(ctx),
                    contentType.isEmpty() ? null : contentType,
                    Octets.bytes(body.asText(ctx)));
            return 1;
        };
    }

    private static Pv url() {
        return ctx -> {
            HttpAnswer answer = HttpAnswer.of(ctx);
            return answer == null ? Value.NULL : Value.of(answer.url());
        };
    }
}
