package org.breakwater.lifeguard.module;

import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.platform.security.SecurityLog;
import org.breakwater.platform.security.SourceRate;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Emergency calls need no password, so anybody on the branch's network can make them. Each is written into the security
 * log, and one source makes only so many within some time. Any thread; never waits long.
 */
public final class EmergencyCalls {

    private final SecurityLog log;
    private final SourceRate rate;

    /** Writes into {@code log}. */
    public EmergencyCalls(SecurityLog log, TimeSource time) {
        this.log = log;
        this.rate = new SourceRate(time);
    }

    /**
     * Notes a call and says whether it may go on.
     *
     * @param most how many a source may make within {@code seconds}
     */
    boolean admit(ScriptContext ctx, int most, int seconds) {
        boolean admitted = rate.admit(ctx.flow().remote().getAddress(), most, seconds);
        SipMessage request = ctx.message();
        log.record(new SecurityEvent(
                admitted ? SecurityEvent.Kind.EMERGENCY_CALL : SecurityEvent.Kind.RATE_LIMITED,
                ctx.flow().remote(),
                ctx.flow().protocol().token(),
                Octets.toUnicode(caller(request)),
                (admitted ? "emergency call to " : "too many emergency calls, now to ")
                        + Octets.toUnicode(String.valueOf(Targets.dialled(ctx))),
                request.callId() == null ? "" : Octets.toUnicode(request.callId())));
        return admitted;
    }

    private static String caller(SipMessage request) {
        try {
            String user = request.from().uri().user();
            return user == null ? "" : user;
        } catch (SipParseException e) {
            return "";
        }
    }
}
