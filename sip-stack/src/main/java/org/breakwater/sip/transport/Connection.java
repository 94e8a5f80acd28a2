package org.breakwater.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLSession;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.WebSocketControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream connection: the only handler of its channel besides TLS and WebSocket. All state belongs to its event loop;
 * {@link #send} may be called from anywhere.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Flow {

    /** How long a connection that got malformed input, or whose peer sends no more, stays for answers on their way. */
    static final long LINGER_MILLIS = 500;

    private static final long PAUSE_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final TransportCore core;
    private final EventLoopWorker worker;
    private final Sweeper sweeper;
    private final ListenPoint listenPoint;
    private final long id;
    private final boolean incoming;
    private final ConnectionInput input;
    private final ConnectionOutput output;
    private final ConnectionClock clock = new ConnectionClock();
    private TransportProtocol protocol;
    private InetSocketAddress remote;
    private InetSocketAddress local;
    private Channel channel;
    private volatile State state = State.OPENING;
    private String end = "Connection closed";
    private boolean lingering;
    private int unanswered;
    private int sweepIndex = -1;
    private List<ConnectionTable.Peer> aliases = List.of();

    /** Life of a connection. */
    enum State {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED
    }

    /**
     * A connection that is not open yet.
     *
     * @param remote the peer to connect to; null for an incoming one until it is active
     */
    Connection(
            TransportCore core,
            EventLoopWorker worker,
            Sweeper sweeper,
            TransportProtocol protocol,
            ListenPoint listenPoint,
            InetSocketAddress remote) {
        this.core = core;
        this.worker = worker;
        this.sweeper = sweeper;
        this.protocol = protocol;
        this.listenPoint = listenPoint;
        this.remote = remote;
        this.incoming = remote == null;
        this.id = core.table().nextId();
        this.output = new ConnectionOutput(this, core, worker);
        this.input = new ConnectionInput(this, output, core, worker);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public TransportProtocol protocol() {
        return protocol;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public ListenPoint listenPoint() {
        return listenPoint;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public Optional<SSLSession> tls() {
        SslHandler handler = channel == null ? null : channel.pipeline().get(SslHandler.class);
        return handler == null ? Optional.empty() : Optional.of(handler.engine().getSession());
    }

    @Override
    public String toString() {
        return protocol.token() + ':' + remote + '#' + id;
    }

    @Override
    public void send(byte[] message, SendOutcome outcome) {
        if (worker.isCurrent()) {
            sendHere(message, outcome);
            return;
        }
        try {
            worker.loop().execute(() -> sendHere(message, outcome));
        } catch (RejectedExecutionException e) {
            outcome.failed("Server is stopping");
        }
    }

    private void sendHere(byte[] message, SendOutcome outcome) {
        if (state == State.OPEN) {
            output.write(message, outcome);
            unanswered = Math.max(0, unanswered - 1);
            clock.traffic(worker.time().monotonicNanos());
        } else if (state == State.OPENING) {
            output.await(message, outcome);
        } else {
            output.fail(outcome, end);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        remote = (InetSocketAddress) channel.remoteAddress();
        local = localAddress();
        output.active(channel);
        clock.opened(worker.time().monotonicNanos());
        sweeper.add(this);
        if (!protocol.isSecure() && !input.isHttp()) {
            opened();
        }
    }

    /** Of an accepted connection, where we listen, unless that is every address: spares a system call. */
    private InetSocketAddress localAddress() {
        boolean known = incoming && !listenPoint.address().getAddress().isAnyLocalAddress();
        return known ? listenPoint.address() : (InetSocketAddress) channel.localAddress();
    }

    /** SIP can be spoken from now on. */
    void opened() {
        if (state != State.OPENING) {
            return;
        }
        state = State.OPEN;
        core.table().open(this);
        output.opened();
    }

    /** HTTP turned out to be spoken: no SIP until a WebSocket is accepted. */
    void suspended() {
        core.table().remove(this);
        state = State.OPENING;
        clock.opened(worker.time().monotonicNanos());
    }

    /** A WebSocket was accepted: SIP messages travel in it. */
    void becameWebSocket() {
        protocol = protocol.isSecure() ? TransportProtocol.WSS : TransportProtocol.WS;
        clock.opened(worker.time().monotonicNanos());
        input.startWebSocket();
        output.startWebSocket();
        opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        ByteBuf octets = (ByteBuf) data;
        try {
            long now = worker.time().monotonicNanos();
            clock.traffic(now);
            if (!lingering && state != State.CLOSING) {
                input.read(octets, clock, now);
            }
        } finally {
            octets.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                openFailed("TLS handshake failed: " + handshake.cause().getMessage());
                channel.close();
            } else if (!input.isHttp()) {
                opened();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            peerStopped();
        }
    }

    /** Leaves what comes next to the system's buffer for a moment. On the connection's loop. */
    void pauseReading() {
        if (channel.config().isAutoRead()) {
            channel.config().setAutoRead(false);
            worker.timers().schedule(PAUSE_MILLIS, () -> channel.config().setAutoRead(true));
        }
    }

    /** Leaves what comes to the system's buffer, or takes it again. On the connection's loop. */
    void setReading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** HTTP goes on: its time begins again. */
    void httpRequest() {
        clock.opened(worker.time().monotonicNanos());
    }

    /** The peer sends no more. Closes at once unless an answer may be on its way: it may wait for our FIN. */
    private void peerStopped() {
        if (unanswered == 0) {
            close();
            return;
        }
        if (channel instanceof EpollSocketChannel epoll) {
            epoll.config().setTcpQuickAck(true);
        }
        linger();
    }

    /** A message came that the layer above may want to answer. */
    void messageCame() {
        unanswered++;
        clock.message();
    }

    /** Takes nothing in any more, lets answers out, then closes. */
    void linger() {
        if (!lingering) {
            lingering = true;
            input.end();
            core.table().remove(this);
            worker.timers().schedule(LINGER_MILLIS, this::close);
        }
    }

    /** Closes when what is queued has been written. From any thread. */
    void close() {
        worker.execute(() -> {
            if (state == State.CLOSED || state == State.CLOSING || channel == null) {
                return;
            }
            core.table().remove(this);
            state = State.CLOSING;
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        });
    }

    boolean isWebSocket() {
        return state == State.OPEN && (protocol == TransportProtocol.WS || protocol == TransportProtocol.WSS);
    }

    /** Sends a control frame of a WebSocket, and closes after one that says so. From any thread. */
    void control(WebSocketControl frame) {
        worker.execute(() -> {
            if (!isWebSocket()) {
                return;
            }
            ChannelFuture written = channel.writeAndFlush(WebSocketBridge.frame(frame));
            if (frame.kind() == WebSocketControl.Kind.CLOSE) {
                core.table().remove(this);
                state = State.CLOSING;
                written.addListener(ChannelFutureListener.CLOSE);
            }
        });
    }

    /** It could not be opened: what waits for it fails. */
    void openFailed(String reason) {
        if (state == State.OPENING) {
            state = State.CLOSED;
            end = reason;
            core.table().remove(this);
            output.failWaiting(reason);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean wasUsable = state == State.OPEN || state == State.CLOSING;
        state = State.CLOSED;
        input.end();
        sweeper.remove(this);
        core.table().remove(this);
        output.failWaiting("Connection closed");
        if (wasUsable) {
            core.delivery().closed(this, worker);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause instanceof CodecException)) {
            LOG.error("Fault on {}", this, cause);
        }
        openFailed("Connection failed: " + cause.getMessage());
        ctx.close();
    }

    /** Closes the connection at once when its time is up. */
    void expireIfDue(long now) {
        output.report(clock, now);
        String reason = clock.expiry(now, stage(), core.limits());
        if (reason != null) {
            core.counters().expired.increment();
            openFailed("Connection closed: " + reason);
            channel.close();
        }
    }

    private ConnectionClock.Stage stage() {
        return state == State.OPENING ? ConnectionClock.Stage.HANDSHAKE : input.stage();
    }

    /** {@link #addAlias} from any thread. */
    void aliasLater(int port) {
        worker.execute(() -> addAlias(port));
    }

    /** Lets another address lead here (RFC 5923). On the connection's loop. */
    void addAlias(int port) {
        ConnectionTable.Peer alias =
                new ConnectionTable.Peer(protocol, new InetSocketAddress(remote.getAddress(), port));
        if (port <= 0 || port == remote.getPort() || aliases.size() >= 4 || aliases.contains(alias)) {
            return;
        }
        if (core.table().claim(alias, this) == null) {
            aliases = new ArrayList<>(aliases);
            aliases.add(alias);
        }
    }

    List<ConnectionTable.Peer> aliases() {
        return aliases;
    }

    Channel channel() {
        return channel;
    }

    int sweepIndex() {
        return sweepIndex;
    }

    void setSweepIndex(int index) {
        sweepIndex = index;
    }
}
