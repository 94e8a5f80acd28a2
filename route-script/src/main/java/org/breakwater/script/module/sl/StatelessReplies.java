package org.breakwater.script.module.sl;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.transaction.ResponsePath;

/**
 * Replies without a transaction. Their To tag is computed from the request and a secret, so that the ACK of such a
 * reply is recognised without remembering anything. Safe on any worker.
 */
public final class StatelessReplies {

    private static final String TAG_PREFIX = "bw-";

    private final Transport transport;
    private final ReplyWriter writer;
    private final long secret;
    private final LongAdder[] sentByClass = new LongAdder[7];
    private final LongAdder filteredAcks = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Consumer<ScriptContext> onFilteredAck = ctx -> {};
    private volatile boolean ackListener;

    /**
     * @param secret from a secure random source; the same on servers that share calls
     */
    public StatelessReplies(Transport transport, ReplyWriter writer, long secret) {
        this.transport = transport;
        this.writer = writer;
        this.secret = secret;
        for (int i = 0; i < sentByClass.length; i++) {
            sentByClass[i] = new LongAdder();
        }
    }

    /** What writes replies. */
    public ReplyWriter writer() {
        return writer;
    }

    /**
     * Replies to the request of a context.
     *
     * @return 1, or -1 for an ACK, a reply or a request made here: those are not replied to
     */
    public int reply(ScriptContext ctx, int status, String reason) {
        Runnable reply = replyLater(ctx, status, reason);
        if (reply == null) {
            return -1;
        }
        reply.run();
        return 1;
    }

    /**
     * Writes a reply that goes out later.
     *
     * @return sends it; null where {@link #reply} says -1
     */
    public Runnable replyLater(ScriptContext ctx, int status, String reason) {
        SipMessage request = ctx.message();
        if (ctx.flow() == null || !request.isRequest() || request.method() == Method.ACK) {
            failures.increment();
            return null;
        }
        byte[] reply =
                writer.write(request, ctx.flow(), ctx.reply(), new ReplyWriter.Status(status, reason), tag(request));
        ResponsePath path = ResponsePath.of(
                request, ctx.flow(), ctx.reply().isForceRport(), !ctx.reply().isNoConnectForReply());
        boolean close = ctx.reply().isCloseAfterReply();
        return () -> {
            path.send(reply, transport, SendOutcome.IGNORED);
            if (close) {
                transport.close(path.flow().id());
            }
            sentByClass[status / 100].increment();
        };
    }

    /** Whether this is the ACK of a reply sent from here: it ends here. */
    public boolean isOurAck(SipMessage request) {
        if (request.method() != Method.ACK) {
            return false;
        }
        String toTag = request.toTag();
        if (toTag == null || !toTag.startsWith(TAG_PREFIX) || !toTag.equals(tag(request))) {
            return false;
        }
        filteredAcks.increment();
        return true;
    }

    /** Tells whoever listens about such an ACK. */
    public void filtered(ScriptContext ctx) {
        onFilteredAck.accept(ctx);
    }

    /** Whether somebody wants to be told about such ACKs. */
    public boolean hasAckListener() {
        return ackListener;
    }

    /** Who is told about such ACKs. */
    public void onFilteredAck(Consumer<ScriptContext> listener) {
        onFilteredAck = listener;
        ackListener = true;
    }

    /** Replies sent of a class, 1 to 6. */
    public long sent(int statusClass) {
        return sentByClass[statusClass].sum();
    }

    /** ACKs that ended here. */
    public long filteredAcks() {
        return filteredAcks.sum();
    }

    /** Replies that were asked for and not sent. */
    public long failures() {
        return failures.sum();
    }

    private String tag(SipMessage request) {
        long hash = secret;
        hash = mix(hash, request.callId());
        hash = mix(hash, request.fromTag());
        return TAG_PREFIX + Long.toString((hash ^ (hash >>> 32)) & Long.MAX_VALUE, 36);
    }

    private static long mix(long start, String text) {
        long hash = start;
        for (int i = 0; text != null && i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
