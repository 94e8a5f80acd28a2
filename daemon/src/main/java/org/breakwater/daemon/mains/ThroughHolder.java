package org.breakwater.daemon.mains;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.registrar.location.ReachedElsewhere;
import org.breakwater.script.module.tm.Detours;
import org.breakwater.script.run.Destination;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.resolve.NextHop;

/**
 * Sends requests for phones that are connected to another main server through that server: with a Route to it that holds a
 * {@link Ticket}, which {@link TakeOver} there recognises. Directly when that server is gone or shares no connection
 * protocol with this one.
 */
public final class ThroughHolder implements Detours {

    /** The URI parameter with the ticket. */
    static final String PARAMETER = "bw-ticket";

    private final Mains mains;
    private final ReachedElsewhere reached;
    private final Supplier<List<ListenPoint>> own;
    private final Counter handed;

    /**
     * @param reached who has the connection to an address
     * @param own where this server listens, once it does
     */
    public ThroughHolder(Mains mains, ReachedElsewhere reached, Supplier<List<ListenPoint>> own, Metrics metrics) {
        this.mains = mains;
        this.reached = reached;
        this.own = own;
        this.handed = metrics.counter(
                "breakwater_requests_handed",
                "Requests for phones that are connected to another main, sent through it");
    }

    @Override
    public Optional<Detour> of(Destination.Holder holder, NextHop hop, SipMessage request) {
        TransportProtocol protocol = protocol(hop);
        InetAddress address = Addresses.numeric(hop.host());
        int port = hop.port() > 0 ? hop.port() : protocol.defaultPort();
        String run = holder != null ? holder.run() : null;
        if (run == null && protocol.isReliable() && address != null) {
            run = reached.holder(protocol, address, port);
        }
        MainRecord main = run == null ? null : mains.other(run);
        Optional<ListenAddress> socket = main == null ? Optional.empty() : socket(main);
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        Ticket ticket = new Ticket(holder == null ? 0 : holder.flowId(), protocol, Optional.ofNullable(address), port);
        handed.increment();
        return Optional.of(way(socket.get(), ticket.sign(main.key(), request.callId())));
    }

    private static Detour way(ListenAddress socket, String ticket) {
        TransportProtocol protocol =
                TransportProtocol.valueOf(socket.transport().name());
        String host = Addresses.hostText(Addresses.numeric(socket.host()));
        return new Detour(
                new NextHop(host, socket.port(), protocol, false),
                "Route: <sip:" + host + ':' + socket.port() + ";transport=" + protocol.token() + ";lr;" + PARAMETER
                        + '=' + ticket + ">\r\n");
    }

    private static TransportProtocol protocol(NextHop hop) {
        if (hop.secure() && hop.transport() != TransportProtocol.WSS) {
            return TransportProtocol.TLS;
        }
        return hop.transport() == null ? TransportProtocol.UDP : hop.transport();
    }

    /** The first socket of the other that this server can connect to. */
    private Optional<ListenAddress> socket(MainRecord main) {
        return main.sockets().stream()
                .filter(s ->
                        s.transport() == ListenAddress.Transport.TCP || s.transport() == ListenAddress.Transport.TLS)
                .filter(s -> own.get().stream()
                        .anyMatch(p -> p.protocol().name().equals(s.transport().name())
                                && p.address().getAddress().getAddress().length
                                        == Addresses.numeric(s.host()).getAddress().length))
                .findFirst();
    }
}
