package org.breakwater.daemon.edge;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.AccountGuard;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.auth.AuthResult;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/**
 * Turns results of authentication into security events, bans and delays. Challenges are part of every normal
 * registration and only counted; a success is an event when the account comes from another address than last time.
 */
final class AuthWatch implements AuthObserver {

    private static final int ACCOUNTS = 65_536;

    private final SecurityEvents events;
    private final AccountGuard accounts;
    private final RegisteredFrom registered;
    private final Counter challenges;
    private final Counter delays;
    private final Counter refused;
    private final Map<String, InetAddress> lastSource = new ConcurrentHashMap<>();

    AuthWatch(SecurityEvents events, AccountGuard accounts, RegisteredFrom registered, Metrics metrics) {
        this.events = events;
        this.accounts = accounts;
        this.registered = registered;
        this.delays = metrics.counter("breakwater_account_delays", "Delays of accounts at which somebody guessed");
        this.refused = metrics.counter(
                "breakwater_account_attempts_refused", "Credentials refused because their account was delayed");
        this.challenges = metrics.counter("breakwater_challenges", "Digest challenges sent");
    }

    @Override
    public void challenged(Flow flow, SipMessage request) {
        challenges.increment();
    }

    @Override
    public boolean accepts(Flow flow, Claim claim) {
        InetAddress source = flow.remote().getAddress();
        return accounts.accepts(claim.account(), source) || registered.test(claim, source);
    }

    @Override
    public void checked(Flow flow, SipMessage request, Claim claim, AuthResult result) {
        String method = request.methodName();
        String user = claim.username();
        switch (result) {
            case OK -> succeeded(flow, request, claim);
            case INVALID_PASSWORD -> wrongPassword(flow, request, claim);
            case ACCOUNT_DELAYED -> {
                refused.increment();
                events.failure(SecurityEvent.Kind.INVALID_PASSWORD, flow, request, user, method + ", account delayed");
            }
            case USER_UNKNOWN -> events.failure(SecurityEvent.Kind.INVALID_ACCOUNT_ID, flow, request, user, method);
            case USER_MISMATCH ->
                events.failure(
                        SecurityEvent.Kind.IDENTITY_MISMATCH,
                        flow,
                        request,
                        user,
                        method + " from " + SecurityEvents.claimedAccount(request));
            case NONCE_REUSED -> events.note(SecurityEvent.Kind.INVALID_NONCE, flow, request, user, "used before");
            case STALE_NONCE, NO_CREDENTIALS, ERROR -> {
                // part of every normal registration: the phone is challenged again
            }
        }
    }

    /** Failures of an owner's address are a matter of that source alone. */
    private void wrongPassword(Flow flow, SipMessage request, Claim claim) {
        String method = request.methodName();
        events.failure(SecurityEvent.Kind.INVALID_PASSWORD, flow, request, claim.username(), method);
        if (registered.test(claim, flow.remote().getAddress())) {
            return;
        }
        AccountGuard.Attempt attempt = new AccountGuard.Attempt(
                claim.account(), flow.remote(), flow.protocol().token());
        accounts.failed(attempt).ifPresent(delay -> {
            delays.increment();
            String reason = "for " + delay.toSeconds() + " s: too many wrong passwords, new addresses are refused";
            events.note(SecurityEvent.Kind.ACCOUNT_DELAYED, flow, request, claim.account(), reason);
        });
    }

    private void succeeded(Flow flow, SipMessage request, Claim claim) {
        InetAddress source = flow.remote().getAddress();
        String username = claim.username();
        events.succeeded(source);
        accounts.succeeded(claim.account(), source);
        if (source.equals(lastSource.put(username, source))) {
            return;
        }
        if (lastSource.size() > ACCOUNTS) {
            lastSource.clear(); // told again once; better than growing without end
        }
        events.note(SecurityEvent.Kind.SUCCESSFUL_AUTH, flow, request, username, request.methodName());
    }
}
