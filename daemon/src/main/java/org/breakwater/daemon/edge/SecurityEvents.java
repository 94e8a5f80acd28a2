package org.breakwater.daemon.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.breakwater.platform.security.AccountGuard;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.platform.security.SecurityLog;
import org.breakwater.platform.security.SourceGuard;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Notes security events, always by the address of the socket, and counts failures against their source. */
final class SecurityEvents {

    private final SecurityLog log;
    private final SourceGuard guard;

    SecurityEvents(SecurityLog log, SourceGuard guard) {
        this.log = log;
        this.guard = guard;
    }

    /** Notes an event without counting it as a failure. */
    void note(SecurityEvent.Kind kind, Flow flow, SipMessage message, String account, String reason) {
        String callId = message == null || message.callId() == null ? "" : Octets.toUnicode(message.callId());
        log.record(new SecurityEvent(
                kind, flow.remote(), flow.protocol().token(), Octets.toUnicode(account), reason, callId));
    }

    /** Notes a failure; one too many bans the source. */
    void failure(SecurityEvent.Kind kind, Flow flow, SipMessage message, String account, String reason) {
        note(kind, flow, message, account, reason);
        guard.failed(flow.remote().getAddress())
                .ifPresent(ban -> note(
                        SecurityEvent.Kind.BANNED,
                        flow,
                        message,
                        account,
                        "for " + ban.toSeconds() + " s: too many failures"));
    }

    /** The right password: the source may send faster. */
    void succeeded(InetAddress source) {
        guard.succeeded(source);
    }

    /** Notes an event of a source of which no message is at hand. */
    void note(SecurityEvent.Kind kind, InetSocketAddress source, String transport, String reason) {
        log.record(new SecurityEvent(kind, source, transport, "", reason, ""));
    }

    /** A delay of an account is over. */
    void reopened(AccountGuard.Attempt cause) {
        log.record(new SecurityEvent(
                SecurityEvent.Kind.ACCOUNT_REOPENED,
                cause.source(),
                cause.transport(),
                Octets.toUnicode(cause.account()),
                "new addresses are taken again",
                ""));
    }

    /** User part of the From of a message; empty if unreadable. */
    static String claimedAccount(SipMessage message) {
        try {
            String user = message.from().uri().user();
            return user == null ? "" : user;
        } catch (SipParseException e) {
            return "";
        }
    }
}
