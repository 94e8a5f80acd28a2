package org.breakwater.pbx.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.agent.Signalling;
import org.breakwater.sip.agent.TransactionSignalling;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.breakwater.sip.transport.NettyTransport;
import org.breakwater.sip.transport.TlsSettings;
import org.breakwater.sip.transport.TransportConfig;
import org.breakwater.sip.transport.TransportHooks;
import org.breakwater.sip.transport.WorkerGroup;

/**
 * The phone's signalling: one worker, one socket on a free port. Over TLS it listens nowhere, as it has no certificate:
 * calls come over the connection it registered on (RFC 5626).
 */
final class PhoneStack implements AutoCloseable {

    private final WorkerGroup workers;
    private final NettyTransport transport;
    private final TransactionSignalling signalling;

    /**
     * Opens the socket.
     *
     * @param workers one worker, closed by whoever made it
     * @param tls how servers are checked; used with TLS only
     * @throws IOException when that fails
     */
    PhoneStack(WorkerGroup workers, ServerLookup.Found server, TlsSettings tls, TimeSource time, SecureRandom random)
            throws IOException {
        this.workers = workers;
        TransportProtocol protocol = server.target().protocol();
        TransportConfig config = protocol.isSecure()
                ? TransportConfig.of(List.of()).withTls(tls)
                : TransportConfig.of(List.of(ListenPoint.of(protocol, new InetSocketAddress(server.local(), 0))));
        transport = new NettyTransport(config, workers, TransportHooks.NONE, time);
        TransactionLayer transactions =
                new TransactionLayer(transport, workers.workers(), TransactionSettings.standard(random.nextLong()));
        signalling = new TransactionSignalling(transport, transactions, worker());
        transport.start(signalling);
    }

    /**
     * The target of our server.
     *
     * @param name the server as the user named it; over TLS its certificate must bear the name
     */
    static Target target(ServerLookup.Found server, String name) {
        Target target = server.target();
        if (!target.protocol().isSecure()) {
            return target;
        }
        InetSocketAddress unbound = new InetSocketAddress(server.local(), 0);
        ListenPoint source = new ListenPoint(
                target.protocol(), unbound, null, target.protocol().defaultPort(), null);
        return new Target(target.protocol(), target.address(), 0, source, true, name);
    }

    Worker worker() {
        return workers.workers().all().get(0);
    }

    Signalling signalling() {
        return signalling;
    }

    @Override
    public void close() {
        transport.stop();
    }
}
