package org.breakwater.script.module.siputils;

import java.util.List;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code options_reply}: what this server can do (RFC 3261 §11.2). */
final class OptionsAnswer {

    private final Signalling signalling;
    private String accept = "*/*";
    private String encoding = "";
    private String language = "en";
    private String supported = "";

    OptionsAnswer(Signalling signalling) {
        this.signalling = signalling;
    }

    List<ParameterExport> parameters() {
        return List.of(
                ParameterExport.string("options_accept", v -> accept = v),
                ParameterExport.string("options_accept_encoding", v -> encoding = v),
                ParameterExport.string("options_accept_language", v -> language = v),
                ParameterExport.string("options_support", v -> supported = v));
    }

    List<FunctionExport> exports() {
        return List.of(FunctionExport.onWorker("options_reply", RouteSets.REQUESTS, (a, load) -> this::answer));
    }

    private int answer(ScriptContext ctx) {
        if (ctx.message().method() != Method.OPTIONS) {
            ctx.log(-1, "options_reply: called for " + ctx.message().methodName() + "\n");
            return -1;
        }
        try {
            SipUri uri = SipUri.parse(ctx.requestUri());
            if (uri.user() != null && !uri.user().isEmpty()) {
                ctx.log(-1, "options_reply: the Request-URI has a user\n");
                return -1;
            }
        } catch (SipParseException e) {
            return -1;
        }
        ctx.reply()
                .extraHeaders()
                .append("Accept: " + accept + "\r\n")
                .append("Accept-Encoding: " + encoding + "\r\n")
                .append("Accept-Language: " + language + "\r\n")
                .append("Supported: " + supported + "\r\n");
        return signalling.replyStateless(ctx, 200, "OK");
    }
}
