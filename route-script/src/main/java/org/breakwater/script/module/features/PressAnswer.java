package org.breakwater.script.module.features;

import java.util.List;
import java.util.Optional;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.sdp.SessionDescription;

/**
 * Answers the call of a pressed key as Asterisk's feature codes do: 200, and BYE a moment later, so that the phone shows a call
 * that went well and plays no busy tone. No media flow.
 */
final class PressAnswer {

    private final SilentAnswer silent = new SilentAnswer();
    private final Signalling signalling;
    private final FeaturePort port;

    PressAnswer(Signalling signalling, FeaturePort port) {
        this.signalling = signalling;
        this.port = port;
    }

    /** 1 once answered; -1 when the call cannot be answered, which then got another reply. */
    int answer(ScriptContext ctx) {
        SipMessage invite = ctx.message();
        try {
            Optional<SessionDescription> sdp =
                    silent.to(invite.body(), ctx.flow().listenPoint().viaHost());
            if (sdp.isEmpty() || !(ctx.transaction() instanceof TmTransaction transaction)) {
                signalling.reply(ctx, 488, "Switched, Without Voice");
                return -1;
            }
            ctx.reply().setBody(sdp.get().toString(), "application/sdp");
            ctx.reply()
                    .extraHeaders()
                    .append("Contact: ")
                    .append(contact(ctx.flow()))
                    .append("\r\n");
            LocalRequest bye = bye(invite, ctx.flow(), transaction.toTag());
            int sent = signalling.reply(ctx, 200, "OK");
            port.answered(invite.callId(), () -> signalling.send(bye, reply -> {}));
            return sent;
        } catch (SipParseException e) {
            signalling.reply(ctx, 400, "Bad From, To, Contact or Session Description");
            return -1;
        }
    }

    private static String contact(Flow flow) {
        String transport = flow.protocol() == TransportProtocol.UDP
                ? ""
                : ";transport=" + flow.protocol().token();
        return "<sip:" + flow.listenPoint().viaHost() + ':' + flow.listenPoint().viaPort() + transport + '>';
    }

    /** BYE from the called side (RFC 3261 §12.2.1.1), over the connection the INVITE came on. */
    private static LocalRequest bye(SipMessage invite, Flow flow, String toTag) throws SipParseException {
        List<NameAddr> contacts = invite.addresses(HeaderName.CONTACT);
        if (contacts.size() != 1) {
            throw new SipParseException(400, 0, "an INVITE has one Contact");
        }
        String target = contacts.get(0).uri().toString();
        List<NameAddr> routes = invite.addresses(HeaderName.RECORD_ROUTE);
        StringBuilder lines = new StringBuilder();
        routes.forEach(r -> lines.append("Route: <").append(r.uriText()).append(">\r\n"));
        String seen = "sip:" + Addresses.hostText(flow.remote().getAddress()) + ':'
                + flow.remote().getPort() + ";transport=" + flow.protocol().token();
        return new LocalRequest(
                "BYE",
                target,
                routes.isEmpty() ? seen : routes.get(0).uriText(),
                '<' + invite.to().uriText() + ">;tag=" + toTag,
                '<' + invite.from().uriText() + '>' + (invite.fromTag() == null ? "" : ";tag=" + invite.fromTag()),
                invite.callId(),
                1,
                lines.toString(),
                "",
                null,
                routes.isEmpty() && flow.protocol() != TransportProtocol.UDP ? flow.id() : 0,
                true);
    }
}
