package org.breakwater.script.module.registrar;

import org.breakwater.registrar.register.RegisterPolicy;
import org.breakwater.registrar.register.RegisterRequest;
import org.breakwater.registrar.register.RegisterResult;
import org.breakwater.registrar.register.Registrar;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code save()}: carries out a REGISTER and answers it. */
final class Saving {

    private static final int NO_REPLY = 0x02;
    private static final int ONE_CONTACT = 0x04;

    private final Signalling signalling;
    private final SourceAcl acl;
    private final Registrar registrar;
    private final Aors aors;
    private final RegisterPolicy policy;
    private final RegisterPolicy oneContact;
    private final Pv receivedAvp;
    private final FlowAliases aliases;
    private final Answering answering;

    Saving(Signalling signalling, SourceAcl acl, Registrar registrar, Aors aors, Rules rules) {
        this.signalling = signalling;
        this.acl = acl;
        this.registrar = registrar;
        this.aors = aors;
        this.policy = rules.policy();
        this.oneContact = rules.policy().keepingNewestOnly();
        this.receivedAvp = rules.receivedAvp();
        this.aliases = rules.aliases();
        this.answering = rules.answering();
    }

    /**
     * What {@code save()} goes by.
     *
     * @param receivedAvp what {@code fix_nated_register} fills, or null
     * @param answering sends the replies
     */
    record Rules(RegisterPolicy policy, Pv receivedAvp, FlowAliases aliases, Answering answering) {}

    int save(ScriptContext ctx, Expression flagsArgument, Expression uri) {
        int flags = flagsArgument == null ? 0 : flagsArgument.asInt(ctx);
        boolean silent = (flags & NO_REPLY) != 0;
        SipMessage message = ctx.message();
        if (!acl.mayRegister(ctx.flow(), message)) {
            return refuse(ctx, silent, 403, "Forbidden");
        }
        String key = aor(message, uri == null ? null : uri.asText(ctx));
        if (key == null) {
            return refuse(ctx, silent, 400, "Bad To URI");
        }
        if (!silent && answering.isRetransmission(ctx)) {
            return 0;
        }
        RegisterRequest request = new RegisterRequest(
                message,
                key,
                received(ctx),
                ctx.flow().listenPoint().toString(),
                ctx.flow().protocol() == TransportProtocol.UDP ? 0 : ctx.flow().id(),
                ctx.destination().flags());
        RegisterResult result = registrar.register(request, (flags & ONE_CONTACT) != 0 ? oneContact : policy);
        if (result.outcome().code() > 0 && request.flowId() != 0) {
            aliasContacts(ctx.flow(), message);
        }
        if (!silent) {
            ctx.reply().extraHeaders().append(result.headers());
            answering.answer(ctx, key, result);
        }
        return result.outcome().code();
    }

    /** Contacts at the very address the connection comes from; others are behind NAT or a proxy. */
    private void aliasContacts(Flow flow, SipMessage message) {
        try {
            for (NameAddr contact : message.addresses(HeaderName.CONTACT)) {
                SipUri uri = contact.uri();
                int port = uri.port() > 0 ? uri.port() : flow.protocol().defaultPort();
                if (port != flow.remote().getPort()
                        && flow.remote().getAddress().equals(Addresses.numeric(uri.host()))) {
                    aliases.alias(flow.id(), port);
                }
            }
        } catch (SipParseException e) {
            throw new IllegalStateException("contacts were read before", e);
        }
    }

    private int refuse(ScriptContext ctx, boolean silent, int status, String reason) {
        if (!silent) {
            signalling.reply(ctx, status, reason);
        }
        return -1;
    }

    private String aor(SipMessage message, String uri) {
        try {
            return aors.key(uri == null || uri.isEmpty() ? message.to().uriText() : uri);
        } catch (SipParseException e) {
            return null;
        }
    }

    private String received(ScriptContext ctx) {
        String text = receivedAvp == null ? "" : receivedAvp.asText(ctx);
        return text.isEmpty() ? null : text;
    }
}
