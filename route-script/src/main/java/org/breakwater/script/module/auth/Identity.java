package org.breakwater.script.module.auth;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Whether the one who authenticated is the one the request claims to come from. */
public final class Identity {

    private Identity() {}

    /**
     * Compares the accepted credentials' user with To (REGISTER), From, and for PUBLISH also the Request-URI.
     *
     * @param useDomain whether the realm must be the URI's host as well
     */
    public static AuthResult check(ScriptContext ctx, boolean useDomain, AuthObserver observer) {
        Authenticator.Accepted accepted = ctx.attachments().get(Authenticator.ACCEPTED);
        SipMessage m = ctx.message();
        if (accepted == null || m.method() == Method.ACK || m.method() == Method.CANCEL) {
            return AuthResult.OK;
        }
        try {
            SipUri claimed = (m.method() == Method.REGISTER ? m.to() : m.from()).uri();
            boolean same = isUser(accepted, claimed, useDomain)
                    && (m.method() != Method.PUBLISH || isUser(accepted, m.requestUri(), useDomain));
            if (same) {
                return AuthResult.OK;
            }
        } catch (SipParseException e) {
            ctx.log(0, "unreadable From or To: " + e.getMessage() + "\n");
        }
        observer.checked(ctx.flow(), m, accepted.claim(), AuthResult.USER_MISMATCH);
        return AuthResult.USER_MISMATCH;
    }

    private static boolean isUser(Authenticator.Accepted accepted, SipUri uri, boolean useDomain) {
        return Ha1Source.user(accepted.credentials()).equals(uri.user())
                && (!useDomain || accepted.credentials().realm().equalsIgnoreCase(uri.host()));
    }
}
