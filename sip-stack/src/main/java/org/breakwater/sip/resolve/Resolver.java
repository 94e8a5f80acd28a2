package org.breakwater.sip.resolve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Turns next hops into targets (RFC 3263). Safe from any worker; never blocks. */
public final class Resolver {

    private final ResolverSettings settings;
    private final HostsFile hosts;
    private final DnsCache cache;

    /** A resolver with an empty cache. */
    public Resolver(ResolverSettings settings, HostsFile hosts, DnsClient dns, TimeSource time) {
        this.settings = settings;
        this.hosts = hosts;
        this.cache = new DnsCache(dns, time, DnsCache.MAX_ANSWERS);
    }

    /** Resolves the host of a URI; a URI that cannot be a next hop is a failed resolution. */
    public void resolve(SipUri uri, Worker worker, Consumer<Resolution> done) {
        NextHop hop;
        try {
            hop = NextHop.of(uri);
        } catch (SipParseException e) {
            done.accept(Resolution.failed(e.getMessage()));
            return;
        }
        resolve(hop, worker, done);
    }

    /**
     * Resolves a next hop.
     *
     * @param worker the caller's worker
     * @param done called once on that worker; before this returns when DNS need not be asked
     */
    public void resolve(NextHop hop, Worker worker, Consumer<Resolution> done) {
        TransportProtocol explicit = hop.transport() == null ? null : secured(hop.transport(), hop.secure());
        if (explicit != null && !settings.supported().contains(explicit)) {
            done.accept(Resolution.failed("transport " + explicit.token() + " is not spoken here"));
            return;
        }
        if (fallback(hop) == null) {
            done.accept(Resolution.failed("no transport for " + hop.host() + " is spoken here"));
            return;
        }
        InetAddress numeric = Addresses.numeric(hop.host());
        if (numeric != null) {
            TransportProtocol protocol = explicit != null ? explicit : fallback(hop);
            done.accept(Resolution.of(List.of(target(protocol, numeric, hop.port(), null))));
            return;
        }
        new ResolutionRun(this, normal(hop, explicit), worker, done).start();
    }

    /** Forgets all answers of DNS. */
    public void clear() {
        cache.clear();
    }

    private static NextHop normal(NextHop hop, TransportProtocol explicit) {
        String host = hop.host().toLowerCase(Locale.ROOT);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return new NextHop(name, hop.port(), explicit, hop.secure());
    }

    /** The transport when nothing tells which: UDP, for sips TLS, or what else of that kind we speak; null if nothing. */
    TransportProtocol fallback(NextHop hop) {
        TransportProtocol usual = hop.secure() ? TransportProtocol.TLS : TransportProtocol.UDP;
        if (settings.supported().contains(usual)) {
            return usual;
        }
        for (TransportProtocol protocol : settings.supported()) {
            if (isUsable(protocol, hop)) {
                return protocol;
            }
        }
        return null;
    }

    /** Whether we speak a transport and the URI scheme allows it. */
    boolean isUsable(TransportProtocol protocol, NextHop hop) {
        return protocol != null && settings.supported().contains(protocol) && (protocol.isSecure() || !hop.secure());
    }

    Target target(TransportProtocol protocol, InetAddress address, int port, String name) {
        int effective = port > 0 ? port : protocol.defaultPort();
        return new Target(protocol, new InetSocketAddress(address, effective), 0, null, true, name);
    }

    ResolverSettings settings() {
        return settings;
    }

    HostsFile hosts() {
        return hosts;
    }

    DnsCache cache() {
        return cache;
    }

    private static TransportProtocol secured(TransportProtocol protocol, boolean secure) {
        if (!secure) {
            return protocol;
        }
        return switch (protocol) {
            case TCP -> TransportProtocol.TLS;
            case WS -> TransportProtocol.WSS;
            default -> protocol;
        };
    }
}
