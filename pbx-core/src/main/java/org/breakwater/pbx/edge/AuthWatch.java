package org.breakwater.pbx.edge;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.auth.AuthResult;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/**
 * Turns results of authentication into security events and bans. Challenges are part of every normal registration and
 * only counted; a success is an event when the account comes from another address than last time.
 */
final class AuthWatch implements AuthObserver {

    private static final int ACCOUNTS = 65_536;

    private final SecurityEvents events;
    private final Counter challenges;
    private final Map<String, InetAddress> lastSource = new ConcurrentHashMap<>();

    AuthWatch(SecurityEvents events, Metrics metrics) {
        this.events = events;
        this.challenges = metrics.counter("breakwater_challenges", "Digest challenges sent");
    }

    @Override
    public void challenged(Flow flow, SipMessage request) {
        challenges.increment();
    }

    @Override
    public void checked(Flow flow, SipMessage request, String username, AuthResult result) {
        String method = request.methodName();
        switch (result) {
            case OK -> succeeded(flow, request, username);
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

    private void succeeded(Flow flow, SipMessage request, String username) {
        InetAddress source = flow.remote().getAddress();
        events.succeeded(source);
        if (source.equals(lastSource.put(username, source))) {
            return;
        }
        if (lastSource.size() > ACCOUNTS) {
            lastSource.clear(); // told again once; better than growing without end
        }
        events.note(SecurityEvent.Kind.SUCCESSFUL_AUTH, flow, request, username, request.methodName());
    }
}
