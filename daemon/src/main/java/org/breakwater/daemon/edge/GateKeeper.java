package org.breakwater.daemon.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.SourceGuard;
import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.TransportProtocol;

/** Drops banned and too fast sources before anything is parsed. */
final class GateKeeper implements ConnectionGate {

    private final SourceGuard guard;
    private final Predicate<InetAddress> trusted;
    private final Counter limited;
    private final Counter banned;

    GateKeeper(SourceGuard guard, Predicate<InetAddress> trusted, Metrics metrics) {
        this.guard = guard;
        this.trusted = trusted;
        String name = "breakwater_messages_dropped";
        String help = "Messages and connections dropped unseen, by cause";
        this.limited = metrics.counter(name, help, "cause", "rate");
        this.banned = metrics.counter(name, help, "cause", "ban");
    }

    @Override
    public boolean allowsConnection(TransportProtocol protocol, InetSocketAddress source) {
        if (guard.isBanned(source.getAddress()) && !trusted.test(source.getAddress())) {
            banned.increment();
            return false;
        }
        return true;
    }

    @Override
    public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
        // A datagram may lie about its source, a connection does not.
        if (protocol.isReliable() && trusted.test(source.getAddress())) {
            return true;
        }
        return switch (guard.admit(source.getAddress())) {
            case ALLOWED -> true;
            case RATE_LIMITED -> {
                limited.increment();
                yield false;
            }
            case BANNED -> {
                banned.increment();
                yield false;
            }
        };
    }
}
