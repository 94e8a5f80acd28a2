package org.breakwater.sip.transport;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportCounters;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.WebSocketControl;

/** SIP over UDP, TCP, TLS, WS and WSS. Made and stopped by the server's main thread, used from any thread. */
public final class NettyTransport implements Transport {

    private static final long STOP_MILLIS = 2000;

    private final TransportConfig config;
    private final WorkerGroup group;
    private final TransportHooks hooks;
    private final TimeSource time;
    private final Counters counters = new Counters();
    private final ConnectionTable table = new ConnectionTable();
    private final TlsContexts tls;
    private volatile List<ListenPoint> points = List.of();
    private ListenSockets sockets;
    private Connector connector;

    /**
     * A transport that listens nowhere yet.
     *
     * @throws IOException when the TLS files cannot be used
     */
    public NettyTransport(TransportConfig config, WorkerGroup group, TransportHooks hooks, TimeSource time)
            throws IOException {
        this.config = config;
        this.group = group;
        this.hooks = hooks;
        this.time = time;
        this.tls = config.tls() == null ? null : new TlsContexts(config.tls());
    }

    /**
     * Opens the sockets; what comes in goes to the receiver from now on.
     *
     * @throws IOException when a socket cannot be opened; then none is
     */
    public void start(MessageReceiver receiver) throws IOException {
        bind(receiver);
        letIn();
    }

    /**
     * Opens the sockets, but leaves what comes in to the system's queues until {@link #letIn}: a phone that comes while
     * the server gets ready waits a moment instead of being refused.
     *
     * @throws IOException when a socket cannot be opened; then none is
     */
    public void bind(MessageReceiver receiver) throws IOException {
        Delivery delivery = new Delivery(group.workers(), hooks, counters, config.parse(), receiver);
        TransportCore core =
                new TransportCore(config, config.framing(hooks.msrp() != null), hooks, counters, table, delivery);
        List<Sweeper> sweepers = new ArrayList<>();
        group.all().forEach(worker -> sweepers.add(new Sweeper(worker)));
        connector = new Connector(core, group, sweepers, tls);
        sockets = new ListenSockets(core, group, sweepers, tls);
        try {
            for (ListenPoint wanted : config.listen()) {
                sockets.open(wanted);
                points = sockets.points();
            }
        } catch (IOException e) {
            stop();
            throw e;
        }
    }

    /** Hands what comes in to the receiver from now on. */
    public void letIn() {
        sockets.letIn();
    }

    /** Accepts nothing more, writes what is queued, closes everything. Waits two seconds at most. */
    public void stop() {
        if (sockets == null) {
            return;
        }
        sockets.closeServers();
        long end = time.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        List<Channel> closing = new ArrayList<>();
        for (Connection connection : table.open()) {
            closing.add(connection.channel());
            connection.close();
        }
        for (Channel channel : closing) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - time.monotonicNanos());
            if (!channel.closeFuture().awaitUninterruptibly(Math.max(1, left))) {
                channel.close();
            }
        }
        sockets.closeUdp();
    }

    /**
     * Reads certificates and keys again; open connections keep theirs.
     *
     * @throws IOException when they cannot be used; then the old ones stay
     */
    public void reloadTls() throws IOException {
        if (tls != null) {
            tls.reload();
        }
    }

    /** What has been counted since the start. */
    public TransportCounters counters() {
        return counters.snapshot(table.count());
    }

    @Override
    public List<ListenPoint> listenPoints() {
        return points;
    }

    @Override
    public Optional<Flow> flow(long id) {
        return Optional.ofNullable(table.byId(id));
    }

    @Override
    public Optional<ListenPoint> sourceFor(Target target) {
        if (target.from() != null) {
            return Optional.of(target.from());
        }
        if (target.flowId() != 0) {
            Connection connection = table.byId(target.flowId());
            if (connection != null) {
                return Optional.of(connection.listenPoint());
            }
        }
        return Optional.ofNullable(source(target));
    }

    private ListenPoint source(Target target) {
        if (target.from() != null) {
            return target.from();
        }
        InetAddress to = target.address().getAddress();
        for (ListenPoint point : points) {
            if (point.protocol() == target.protocol() && sameFamily(point, to)) {
                return point;
            }
        }
        return null;
    }

    private static boolean sameFamily(ListenPoint point, InetAddress to) {
        return to != null && point.address().getAddress() instanceof Inet4Address == to instanceof Inet4Address;
    }

    @Override
    public void send(Target target, byte[] message, SendOutcome outcome) {
        Connection byId = target.flowId() == 0 ? null : table.byId(target.flowId());
        if (byId != null) {
            byId.send(message, outcome);
            return;
        }
        String refusal = SendRules.refusal(target.address());
        if (refusal != null) {
            fail(outcome, refusal);
        } else if (target.protocol() == TransportProtocol.UDP) {
            sendUdp(target, message, outcome);
        } else {
            sendStream(target, message, outcome);
        }
    }

    private void sendUdp(Target target, byte[] message, SendOutcome outcome) {
        ListenPoint from = source(target);
        UdpSocket socket = from == null ? null : sockets.udp(from);
        if (socket == null) {
            fail(outcome, "No UDP socket to send from");
        } else {
            socket.send(message, new UdpFlow(socket, target.address()), outcome);
        }
    }

    private void sendStream(Target target, byte[] message, SendOutcome outcome) {
        Connection connection = table.byPeer(target.protocol(), target.address());
        if (connection != null) {
            connection.send(message, outcome);
            return;
        }
        ListenPoint from = source(target);
        boolean dialled = target.protocol() == TransportProtocol.TCP || target.protocol() == TransportProtocol.TLS;
        if (!target.mayConnect() || !dialled) {
            fail(outcome, "No connection to " + target.address());
        } else if (from == null) {
            fail(outcome, "No " + target.protocol().token() + " socket to send from");
        } else if (target.protocol().isSecure() && tls == null) {
            fail(outcome, "TLS is not configured");
        } else {
            Connection opening = connector.connect(target, from);
            if (opening == null) {
                fail(outcome, "Too many connections");
            } else {
                opening.send(message, outcome);
            }
        }
    }

    private void fail(SendOutcome outcome, String reason) {
        counters.sendFailed.increment();
        outcome.failed(reason);
    }

    @Override
    public void close(long flowId) {
        Connection connection = table.byId(flowId);
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public boolean control(long flowId, WebSocketControl frame) {
        Connection connection = table.byId(flowId);
        if (connection == null || !connection.isWebSocket()) {
            return false;
        }
        connection.control(frame);
        return true;
    }

    @Override
    public void alias(long flowId, int port) {
        Connection connection = table.byId(flowId);
        if (connection != null) {
            connection.aliasLater(port);
        }
    }
}
