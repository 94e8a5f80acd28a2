package org.breakwater.script.module.uac;

import java.util.Optional;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;

/** {@code uac_auth}: remembers challenges from downstream and answers them for the script. */
final class Challenged implements TransactionListener {

    private static final ContextKey<SipMessage> CHALLENGE = new ContextKey<>("challenge");

    private final Credentials credentials;
    private Variables variables = new Variables(null, null, null);

    /** Variables that give credentials; null for those the script does not name. */
    record Variables(Pv user, Pv realm, Pv password) {}

    Challenged(Credentials credentials) {
        this.credentials = credentials;
    }

    void setVariables(Variables given) {
        variables = given;
    }

    @Override
    public void replyReceived(ScriptTransaction transaction, int branch, int status, SipMessage reply) {
        if (reply != null && (status == 401 || status == 407)) {
            transaction.scope().attachments().put(CHALLENGE, reply);
        }
    }

    /** Returns 1 when credentials were added to the request, else -1. */
    int answer(ScriptContext ctx, boolean passwordIsHa1) {
        SipMessage challenge = ctx.scope().attachments().get(CHALLENGE);
        if (challenge == null) {
            return -1;
        }
        SipMessage request = ctx.message();
        Credentials.Subject subject = new Credentials.Subject(request.methodName(), ctx.requestUri(), request.body());
        Optional<String> field = credentials.answer(challenge, given(ctx, passwordIsHa1), subject);
        field.ifPresent(f -> ctx.edits().insert(MessageWriter.endOfHeaders(request), f));
        return field.isPresent() ? 1 : -1;
    }

    private Credentials.Credential given(ScriptContext ctx, boolean passwordIsHa1) {
        if (variables.user() == null || variables.password() == null) {
            return null;
        }
        String user = variables.user().asText(ctx);
        String realm = variables.realm() == null ? "" : variables.realm().asText(ctx);
        return user.isEmpty()
                ? null
                : new Credentials.Credential(user, realm, variables.password().asText(ctx), passwordIsHa1);
    }
}
