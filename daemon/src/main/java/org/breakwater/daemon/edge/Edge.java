package org.breakwater.daemon.edge;

import java.net.InetAddress;
import java.util.function.Predicate;
import org.breakwater.platform.config.SecurityConfig;
import org.breakwater.platform.lifecycle.LoadGate;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.AccountGuard;
import org.breakwater.platform.security.SecurityLog;
import org.breakwater.platform.security.SourceGuard;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.registrar.SourceAcl;
import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.OverloadGauge;
import org.breakwater.sip.flow.Transport;

/** Makes the parts of the edge that others plug in. */
public final class Edge {

    private final SourceGuard guard;
    private final AccountGuard accounts;
    private final SecurityEvents events;
    private final SecurityConfig config;
    private final Metrics metrics;
    private final LoadGate loading;

    /**
     * Judges sources by {@code guard}, guesses at accounts by {@code accounts}; notes in {@code log}.
     *
     * @param loading while it is closed nothing new is let in
     */
    public Edge(
            SourceGuard guard,
            AccountGuard accounts,
            SecurityLog log,
            SecurityConfig config,
            Metrics metrics,
            LoadGate loading) {
        this.guard = guard;
        this.accounts = accounts;
        this.events = new SecurityEvents(log, guard);
        this.config = config;
        this.metrics = metrics;
        this.loading = loading;
        metrics.gauge("breakwater_accounts_delayed", "Accounts that are closed to new addresses", accounts::closed);
    }

    /** For transport: who is listened to; connections from {@code trusted} are never limited. */
    public ConnectionGate gate(Predicate<InetAddress> trusted) {
        return new GateKeeper(guard, trusted, metrics);
    }

    /** For the auth modules: what becomes of credentials; {@code registered} knows further addresses of owners. */
    public AuthObserver authObserver(RegisteredFrom registered) {
        return new AuthWatch(events, accounts, registered, metrics);
    }

    /** Notes which accounts are open again. To be called every second or so. */
    public void noteReopenedAccounts() {
        accounts.reopened().forEach(events::reopened);
    }

    /** For the registrar: from where registrations are taken. */
    public SourceAcl registrationAcl() {
        return new RegistrationAcl(config.registrationNetworks(), events);
    }

    /** For transport: takes every message, hands the good ones to {@code sink}. */
    public MessageReceiver receiver(RequestSink sink, Transport transport, OverloadGauge gauge) {
        return new EdgeReceiver(sink, transport, new Overload(gauge, loading), events, metrics);
    }
}
