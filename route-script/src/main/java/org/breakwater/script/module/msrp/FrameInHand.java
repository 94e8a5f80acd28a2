package org.breakwater.script.module.msrp;

import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.msrp.MsrpUri;

/**
 * The frame a route runs for, and what the route has said about it so far. On the thread that runs the route; only what
 * became of the frame is told from the thread of the connection it left over.
 */
final class FrameInHand {

    /** Send over a connection that exists or not at all. */
    static final int NO_NEW_CONNECTION = 1;

    /** Close the connection once the frame is out. */
    static final int CLOSE_AFTER = 2;

    private static final int ACCEPTED = 1;
    private static final int LOST = 2;

    private static final ContextKey<FrameInHand> KEY = new ContextKey<>("msrp-frame");

    private final MsrpFrame frame;
    private final Flow flow;
    private final AtomicInteger fate = new AtomicInteger();
    private int relayFlags;
    private int replyFlags;
    private Flow over;
    private MsrpUri target;
    private ListenPoint from;

    FrameInHand(MsrpFrame frame, Flow flow) {
        this.frame = frame;
        this.flow = flow;
    }

    void attachTo(ScriptContext ctx) {
        ctx.attachments().put(KEY, this);
    }

    /** The frame of a route; null when it runs for something else. */
    static FrameInHand of(ScriptContext ctx) {
        return ctx.attachments().get(KEY);
    }

    MsrpFrame frame() {
        return frame;
    }

    /** Where the frame came from. */
    Flow flow() {
        return flow;
    }

    void addRelayFlags(int flags) {
        relayFlags |= flags;
    }

    boolean mayConnect() {
        return (relayFlags & NO_NEW_CONNECTION) == 0;
    }

    boolean closesAfterRelay() {
        return (relayFlags & CLOSE_AFTER) != 0;
    }

    void addReplyFlags(int flags) {
        replyFlags |= flags;
    }

    boolean closesAfterReply() {
        return (replyFlags & CLOSE_AFTER) != 0;
    }

    /** It leaves over a connection, whatever its path says. */
    void goOver(Flow connection) {
        over = connection;
        target = null;
    }

    /** It leaves to an address, whatever its path says; {@code socket} may be null. */
    void goTo(MsrpUri address, ListenPoint socket) {
        target = address;
        from = socket;
        over = null;
    }

    Flow over() {
        return over;
    }

    MsrpUri target() {
        return target;
    }

    ListenPoint from() {
        return from;
    }

    /**
     * The previous hop was told 200: what becomes of the frame is this relay's business.
     *
     * @return whether it has to be told now that the frame is lost
     */
    boolean accept() {
        return fate.getAndUpdate(before -> before | ACCEPTED) == LOST;
    }

    /**
     * The frame is lost, and the script was not told. On any thread.
     *
     * @return whether the previous hop has to be told now; if not, {@link #accept} says so should it come later
     */
    boolean lose() {
        return fate.getAndUpdate(before -> before | LOST) == ACCEPTED;
    }

    boolean isAccepted() {
        return (fate.get() & ACCEPTED) != 0;
    }
}
