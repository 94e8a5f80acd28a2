package org.breakwater.pbx.edge;

import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.auth.AuthResult;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/** Turns results of authentication into security events and bans. */
final class AuthWatch implements AuthObserver {

    private final SecurityEvents events;

    AuthWatch(SecurityEvents events) {
        this.events = events;
    }

    @Override
    public void challenged(Flow flow, SipMessage request) {
        events.note(
                SecurityEvent.Kind.CHALLENGE_SENT,
                flow,
                request,
                SecurityEvents.claimedAccount(request),
                request.methodName());
    }

    @Override
    public void checked(Flow flow, SipMessage request, String username, AuthResult result) {
        String method = request.methodName();
        switch (result) {
            case OK -> events.success(flow, request, username);
            case INVALID_PASSWORD ->
                events.failure(SecurityEvent.Kind.INVALID_PASSWORD, flow, request, username, method);
            case USER_UNKNOWN -> events.failure(SecurityEvent.Kind.INVALID_ACCOUNT_ID, flow, request, username, method);
            case USER_MISMATCH ->
                events.failure(
                        SecurityEvent.Kind.IDENTITY_MISMATCH,
                        flow,
                        request,
                        username,
                        method + " from " + SecurityEvents.claimedAccount(request));
            case NONCE_REUSED -> events.note(SecurityEvent.Kind.INVALID_NONCE, flow, request, username, "used before");
            case STALE_NONCE, NO_CREDENTIALS, ERROR -> {
                // part of every normal registration: the phone is challenged again
            }
        }
    }
}
