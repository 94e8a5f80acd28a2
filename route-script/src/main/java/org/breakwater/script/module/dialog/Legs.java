package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Reads from messages what a later request to a party needs (RFC 3261 §12.1). */
final class Legs {

    private Legs() {}

    /** The caller, from its INVITE. */
    static Leg caller(ScriptContext ctx) {
        SipMessage invite = ctx.message();
        List<String> routes = invite.values(HeaderName.RECORD_ROUTE);
        boolean isDirect = routes.isEmpty() && ctx.flow() != null;
        return new Leg(
                textOrEmpty(contact(invite)),
                routes,
                cseq(invite),
                ctx.flow() == null ? "" : ctx.flow().listenPoint().toString(),
                isDirect ? ctx.flow().id() : 0);
    }

    /**
     * The callee, from its answer.
     *
     * @param before how many Record-Route values the INVITE came with: they lie between here and the caller
     */
    static Leg callee(SipMessage answer, int before, LocalDomains ours) {
        List<String> routes = new ArrayList<>(answer.values(HeaderName.RECORD_ROUTE));
        Collections.reverse(routes);
        int at = Math.min(before, routes.size());
        while (at < routes.size() && isOurs(routes.get(at), ours)) {
            at++;
        }
        return new Leg(textOrEmpty(contact(answer)), routes.subList(at, routes.size()), 0, "", 0);
    }

    private static boolean isOurs(String route, LocalDomains ours) {
        try {
            SipUri uri = NameAddr.parse(route).uri();
            return ours.isLocal(uri.hostWithoutBrackets(), uri.port(), uri.transport());
        } catch (SipParseException e) {
            return false;
        }
    }

    /** URI of the first Contact, or null. */
    static String contact(SipMessage message) {
        try {
            List<NameAddr> contacts = message.addresses(HeaderName.CONTACT);
            return contacts.isEmpty() ? null : contacts.get(0).uriText();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Number of CSeq, 0 when it is malformed. */
    static long cseq(SipMessage message) {
        try {
            return message.cseq().number();
        } catch (SipParseException e) {
            return 0;
        }
    }

    /** URI of From, empty when it is malformed. */
    static String fromUri(SipMessage message) {
        try {
            return message.from().uriText();
        } catch (SipParseException e) {
            return "";
        }
    }

    /** URI of To, empty when it is malformed. */
    static String toUri(SipMessage message) {
        try {
            return message.to().uriText();
        } catch (SipParseException e) {
            return "";
        }
    }

    private static String textOrEmpty(String text) {
        return text == null ? "" : text;
    }
}
