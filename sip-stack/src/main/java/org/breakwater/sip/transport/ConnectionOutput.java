package org.breakwater.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.msrp.MsrpFrame;

/** The way out of one connection: a bounded queue while it opens, then a bounded write queue. On its event loop. */
final class ConnectionOutput implements EventLoopWorker.Flushable {

    private final Connection connection;
    private final TransportCore core;
    private final EventLoopWorker worker;
    private Channel channel;
    private SendQueue waiting;
    private boolean webSocket;
    private boolean unflushed;
    private long queuedOctets;

    ConnectionOutput(Connection connection, TransportCore core, EventLoopWorker worker) {
        this.connection = connection;
        this.core = core;
        this.worker = worker;
    }

    void active(Channel itsChannel) {
        channel = itsChannel;
    }

    void startWebSocket() {
        webSocket = true;
    }

    /** Keeps a message until the connection is open. */
    void await(byte[] message, SendOutcome outcome) {
        if (waiting == null) {
            waiting = new SendQueue(core.limits().connectQueue());
        }
        if (!waiting.offer(message, outcome)) {
            fail(outcome, "Too many messages wait for the connection to open");
        }
    }

    /** The connection is open: what waited goes out. */
    void opened() {
        if (waiting != null) {
            waiting.drain(this::write);
            waiting = null;
        }
    }

    /** The connection will not open any more: what waited fails. */
    void failWaiting(String reason) {
        if (waiting != null) {
            waiting.drain((message, outcome) -> fail(outcome, reason));
            waiting = null;
        }
    }

    void fail(SendOutcome outcome, String reason) {
        core.counters().sendFailed.increment();
        outcome.failed(reason);
    }

    /** Writes a message unless the peer leaves too much unread. */
    void write(byte[] message, SendOutcome outcome) {
        if (isFullWith(message.length)) {
            channel.flush();
            if (isFullWith(message.length)) {
                fail(outcome, "Peer does not read: its queue is full");
                return;
            }
        }
        if (!MsrpFrame.begins(message, 0, message.length)) {
            core.hooks().tap().seen(connection, false, message);
        }
        core.counters().sent(connection.protocol(), message.length);
        writeOctets(message, outcome);
    }

    /** Writes octets as they are, or as one WebSocket message. */
    void writeOctets(byte[] octets, SendOutcome outcome) {
        queuedOctets += octets.length;
        Object frame = webSocket
                ? WebSocketBridge.frame(octets)
                : channel.alloc().directBuffer(octets.length).writeBytes(octets);
        if (outcome == SendOutcome.IGNORED) {
            channel.write(frame, channel.voidPromise());
        } else {
            channel.write(frame).addListener(new WriteOutcome(connection, core.counters(), outcome));
        }
        if (!unflushed) {
            unflushed = true;
            worker.flushLater(this);
        }
    }

    @Override
    public void flush() {
        unflushed = false;
        channel.flush();
    }

    /** Tells the clock how far the peer has read. */
    void report(ConnectionClock clock, long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        long pending = out == null ? 0 : out.totalPendingWriteBytes();
        long progress = out == null ? 0 : out.currentProgress();
        clock.writes(queuedOctets - pending + progress, pending > 0, now);
    }

    private boolean isFullWith(int more) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out != null
                && out.totalPendingWriteBytes() + more > core.limits().writeQueueBytes();
    }
}
