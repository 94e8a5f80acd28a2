package org.breakwater.script.module.msrp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.msrp.MsrpFrame;

/** The {@code msrp_cmap_*} functions: addresses given out for AUTH (RFC 4976 §5.1), and frames that come for them. */
final class AskedSessions {

    private static final int DONE = 1;
    private static final int NO_MAP = -1;
    private static final int WRONG_METHOD = -2;
    private static final int TOO_SHORT = -3;
    private static final int TOO_LONG = -4;
    private static final int NO_ID = -3;
    private static final int UNKNOWN = -4;
    private static final int FAILED = -5;
    private static final long NANOS = 1_000_000_000L;

    private final MsrpSessions sessions;
    private final TimeSource time;
    private final FrameSender sender;
    private int size;
    private int minSeconds = 60;
    private int maxSeconds = 3600;
    private String address;

    AskedSessions(MsrpSessions sessions, TimeSource time, FrameSender sender) {
        this.sessions = sessions;
        this.time = time;
        this.sender = sender;
    }

    void setSize(int exponent) {
        size = exponent;
    }

    void setMinSeconds(int seconds) {
        minSeconds = seconds;
    }

    void setMaxSeconds(int seconds) {
        maxSeconds = seconds;
    }

    /** Host and port to give out; with a scheme before them, as Kamailio's page has it, that is left out. */
    void setAddress(String hostAndPort) {
        int scheme = hostAndPort.indexOf("://");
        address = scheme < 0 ? hostAndPort : hostAndPort.substring(scheme + 3);
    }

    boolean isPossible() {
        return minSeconds >= 1 && maxSeconds >= minSeconds;
    }

    /** Gives an address out and answers the AUTH. */
    int save(ScriptContext ctx, FrameInHand hand) {
        MsrpFrame frame = hand.frame();
        if (size == 0) {
            return NO_MAP;
        }
        if (!frame.isRequest() || !frame.is("AUTH")) {
            return WRONG_METHOD;
        }
        int seconds = seconds(frame);
        if (seconds < minSeconds) {
            sender.reply(hand, "423", "Interval Out Of Bounds", "Min-Expires: " + minSeconds + "\r\n");
            return TOO_SHORT;
        }
        if (seconds > maxSeconds) {
            sender.reply(hand, "423", "Interval Out Of Bounds", "Max-Expires: " + maxSeconds + "\r\n");
            return TOO_LONG;
        }
        MsrpSessions.Session session = sessions.add(
                frame.fromPath().first(),
                hand.flow(),
                time.monotonicNanos() + seconds * NANOS,
                time.epochSeconds() + seconds);
        if (session == null) {
            ctx.log(0, "msrp_cmap_save: too many sessions, or the connection is gone: " + hand.flow() + "\n");
            return NO_MAP;
        }
        String usePath = "Use-Path: " + uri(hand.flow(), session.id()) + "\r\nExpires: " + seconds + "\r\n";
        return sender.reply(hand, "200", "OK", usePath) > 0 ? DONE : FAILED;
    }

    /** What is asked for; the longest when nothing is, or nothing that can be read. */
    private int seconds(MsrpFrame frame) {
        String asked = frame.header("Expires");
        if (asked == null || asked.isEmpty() || !asked.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return maxSeconds;
        }
        return asked.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(asked);
    }

    private String uri(Flow flow, String id) {
        return (flow.protocol().isSecure() ? "msrps://" : "msrp://") + hostAndPort(flow) + '/' + id + ";tcp";
    }

    private String hostAndPort(Flow flow) {
        if (address != null) {
            return address;
        }
        ListenPoint point = flow.listenPoint();
        boolean everywhere =
                point.advertisedHost() == null && point.address().getAddress().isAnyLocalAddress();
        return everywhere
                ? Addresses.hostText(flow.local().getAddress()) + ':' + point.viaPort()
                : point.viaHost() + ':' + point.viaPort();
    }

    /** Has the frame leave over the connection of the user its session is of. */
    int lookUp(FrameInHand hand) {
        if (size == 0) {
            return NO_MAP;
        }
        if (hand.frame().isRequest() && hand.frame().is("AUTH")) {
            return WRONG_METHOD;
        }
        String id = FrameVariables.sessionId(hand.frame());
        if (id == null) {
            return NO_ID;
        }
        MsrpSessions.Session session = sessions.find(id, time.monotonicNanos());
        if (session == null) {
            return UNKNOWN;
        }
        hand.goOver(session.flow());
        return DONE;
    }

    /** Whether the frame came over the connection its session was given out on. */
    int isOwn(FrameInHand hand) {
        String id = FrameVariables.sessionId(hand.frame());
        MsrpSessions.Session session = id == null ? null : sessions.find(id, time.monotonicNanos());
        return session != null && session.flow().id() == hand.flow().id() ? DONE : UNKNOWN;
    }

    void expire() {
        sessions.expire(time.monotonicNanos());
    }

    /** As {@code msrp.cmaplist} of Kamailio shows them. */
    Map<String, Object> list() {
        List<Object> lines = new ArrayList<>();
        for (MsrpSessions.Session session : sessions.all()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("SESSIONID", session.id());
            line.put("PEER", session.peer());
            line.put("ADDR", FrameVariables.source(session.flow()));
            line.put("SOCK", session.flow().listenPoint().toString());
            line.put("EXPIRES", session.endEpochSeconds());
            line.put("CONID", session.flow().id());
            lines.add(Map.of("CONDATA", line));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("MAP_SIZE", 1 << Math.min(size, 16));
        all.put("CONLIST", lines);
        all.put("CONCOUNT", lines.size());
        return all;
    }
}
