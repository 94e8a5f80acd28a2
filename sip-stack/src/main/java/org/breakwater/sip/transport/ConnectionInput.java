package org.breakwater.sip.transport;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.breakwater.sip.codec.DatagramFramer;
import org.breakwater.sip.codec.StreamFramer;
import org.breakwater.sip.codec.StreamSink;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;
import org.breakwater.sip.stun.StunBinding;

/** The way in of one connection: octets to messages, keepalives answered on the spot. */
final class ConnectionInput implements StreamSink {

    private static final int MAX_PONGS = 16;
    private static final int MAX_HELD = 4096;
    private static final long HOLD_MILLIS = 50;
    private static final byte[] PONG = {'\r', '\n'};

    private final Connection connection;
    private final ConnectionOutput output;
    private final TransportCore core;
    private final EventLoopWorker worker;
    private final StreamFramer framer;
    private ConnectionClock clock;
    private Mode mode;
    private Deque<HeldFrame> held;

    private record HeldFrame(byte[] octets, boolean tooLarge) {}

    private enum Mode {
        STREAM,
        HTTP,
        WEBSOCKET
    }

    ConnectionInput(Connection connection, ConnectionOutput output, TransportCore core, EventLoopWorker worker) {
        this.connection = connection;
        this.output = output;
        this.core = core;
        this.worker = worker;
        TransportProtocol protocol = connection.protocol();
        this.mode = protocol == TransportProtocol.WS || protocol == TransportProtocol.WSS ? Mode.HTTP : Mode.STREAM;
        this.framer = new StreamFramer(core.framing());
    }

    boolean isHttp() {
        return mode == Mode.HTTP;
    }

    void startWebSocket() {
        mode = Mode.WEBSOCKET;
    }

    void end() {
        held = null;
        framer.end();
    }

    ConnectionClock.Stage stage() {
        if (!framer.isPartial()) {
            return ConnectionClock.Stage.IDLE;
        }
        return framer.isHeaderComplete() ? ConnectionClock.Stage.BODY : ConnectionClock.Stage.HEADER;
    }

    void read(ByteBuf octets, ConnectionClock itsClock, long now) {
        clock = itsClock;
        byte[] scratch = worker.scratch();
        while (octets.isReadable()) {
            int n = Math.min(octets.readableBytes(), scratch.length);
            octets.readBytes(scratch, 0, n);
            if (mode == Mode.WEBSOCKET) {
                webSocketMessage(scratch, n);
            } else {
                int rest = framer.feed(scratch, 0, n, this);
                if (mode == Mode.HTTP && rest < n) {
                    HttpGateway.feed(connection.channel(), scratch, rest, n);
                }
            }
        }
        clock.partial(framer.isPartial(), now);
    }

    private void webSocketMessage(byte[] data, int length) {
        if (DatagramFramer.isKeepalive(data, 0, length)) {
            if (length == 4) {
                pings(1);
            }
            return;
        }
        int start = DatagramFramer.messageStart(data, 0, length);
        connection.messageCame();
        core.delivery().message(Arrays.copyOfRange(data, start, length), connection, worker);
    }

    @Override
    public void message(byte[] octets) {
        connection.messageCame();
        SipMessage message = core.delivery().message(octets, connection, worker);
        if (message != null && core.config().acceptAliases() && message.isRequest()) {
            alias(message);
        }
    }

    private void alias(SipMessage request) {
        try {
            Via via = request.topVia();
            if (via.params().has("alias")) {
                connection.addAlias(via.portOrDefault());
            }
        } catch (SipParseException e) {
            // the layer above has answered it; a Via that cannot be read names no alias
            return;
        }
    }

    @Override
    public void pings(int count) {
        for (int i = 0; i < Math.min(count, MAX_PONGS); i++) {
            output.writeOctets(PONG, SendOutcome.IGNORED);
        }
    }

    @Override
    public void stun(byte[] octets) {
        StunBinding.answer(octets, connection.remote())
                .ifPresent(answer -> output.writeOctets(answer, SendOutcome.IGNORED));
    }

    @Override
    public void http(byte[] octets) {
        mode = Mode.HTTP;
        connection.suspended();
        HttpGateway.takeOver(connection, core, worker, octets);
    }

    @Override
    public void msrp(byte[] octets) {
        frame(octets, false);
    }

    @Override
    public void msrpTooLarge(byte[] octets) {
        frame(octets, true);
    }

    /** A frame that comes too fast waits, and so does what comes after it: one that is left out breaks a file. */
    private void frame(byte[] octets, boolean tooLarge) {
        connection.messageCame();
        if (held == null) {
            if (core.delivery().msrp(octets, tooLarge, connection, worker)) {
                return;
            }
            held = new ArrayDeque<>();
            connection.setReading(false);
            worker.timers().schedule(HOLD_MILLIS, this::handHeld);
        }
        if (held.size() >= MAX_HELD) {
            connection.close();
        } else {
            held.add(new HeldFrame(octets, tooLarge));
        }
    }

    private void handHeld() {
        while (held != null) {
            HeldFrame next = held.peek();
            if (next == null) {
                held = null;
                connection.setReading(true);
            } else if (core.delivery().msrp(next.octets(), next.tooLarge(), connection, worker)) {
                held.poll();
            } else {
                worker.timers().schedule(HOLD_MILLIS, this::handHeld);
                return;
            }
        }
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault) {
        core.delivery().malformed(octets, fault, connection, worker);
        connection.linger();
    }
}
