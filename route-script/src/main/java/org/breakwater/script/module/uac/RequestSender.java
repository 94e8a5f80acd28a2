package org.breakwater.script.module.uac;

import java.util.Optional;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;

/** {@code uac_req_send}: sends what {@code $uac_req} holds, answers one challenge, raises {@code uac:reply}. */
final class RequestSender {

    private final Signalling signalling;
    private final Credentials credentials;
    private volatile ModuleRuntime runtime;
    private volatile Route replyRoute;

    RequestSender(Signalling signalling, Credentials credentials) {
        this.signalling = signalling;
        this.credentials = credentials;
    }

    void running(ModuleRuntime newRuntime) {
        replyRoute = newRuntime.eventRoute("uac:reply").orElse(null);
        runtime = newRuntime;
    }

    int send(ScriptContext ctx) {
        RequestForm form = RequestForm.of(ctx).copy();
        if (form.text("method") == null || form.text("ruri") == null || form.text("furi") == null) {
            ctx.log(-1, "uac_req_send: $uac_req needs method, ruri and furi\n");
            return -1;
        }
        LocalRequest request = request(form);
        signalling.send(request, reply -> replied(form, request, reply));
        return 1;
    }

    private static LocalRequest request(RequestForm form) {
        String headers = form.text("hdrs") == null ? "" : form.text("hdrs");
        String to = form.text("turi") == null ? form.text("ruri") : form.text("turi");
        return new LocalRequest(
                form.text("method"),
                form.text("ruri"),
                form.text("ouri"),
                form.text("furi"),
                to,
                form.text("callid"),
                form.number("cseqno") > 0 ? form.number("cseqno") : LocalRequest.FIRST_CSEQ,
                headers.isEmpty() || headers.endsWith("\r\n") ? headers : headers + "\r\n",
                form.text("body") == null ? "" : form.text("body"),
                null,
                0,
                true);
    }

    private void replied(RequestForm form, LocalRequest request, LocalReply reply) {
        boolean challenged = reply.message() != null && (reply.status() == 401 || reply.status() == 407);
        Optional<String> answer = challenged ? answer(form, request, reply) : Optional.empty();
        if (answer.isPresent()) {
            LocalRequest again = new LocalRequest(
                    request.method(),
                    request.requestUri(),
                    request.nextHop(),
                    request.from(),
                    request.to(),
                    request.callId(),
                    request.cseq() + 1,
                    request.headers() + answer.get(),
                    request.body(),
                    null,
                    0,
                    true);
            signalling.send(again, last -> raise(form, last));
        } else {
            raise(form, reply);
        }
    }

    private Optional<String> answer(RequestForm form, LocalRequest request, LocalReply reply) {
        Credentials.Credential given = form.text("auser") == null
                ? null
                : new Credentials.Credential(
                        form.text("auser"),
                        form.text("arealm") == null ? "" : form.text("arealm"),
                        form.text("apasswd") == null ? "" : form.text("apasswd"),
                        (form.number("aflags") & 1) != 0);
        Credentials.Subject subject = new Credentials.Subject(request.method(), request.requestUri(), request.body());
        return credentials.answer(reply.message(), given, subject);
    }

    private void raise(RequestForm form, LocalReply reply) {
        if (runtime == null || replyRoute == null || form.number("evroute") == 0) {
            return;
        }
        form.put("evtype", Value.of(reply.message() == null ? 2 : 1));
        form.put("evcode", Value.of(reply.status()));
        ScriptContext ctx = runtime.context(
                reply.message() == null ? EventRequest.create() : reply.message(), null, RouteKind.EVENT);
        form.attachTo(ctx);
        ctx.worker().execute(() -> runtime.run(replyRoute, ctx, null));
    }
}
