package org.breakwater.pbx.calls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Follows INVITE and BYE transactions. A call whose BYE never passes here is taken out after {@link #LONGEST_MILLIS}.
 */
public final class CallDirectory implements TransactionListener {

    /** Twelve hours. */
    public static final long LONGEST_MILLIS = 12L * 3600 * 1000;

    private final SharedMap<String, Call> calls;
    private final TimeSource time;

    /** Keeps the calls in that map. */
    public CallDirectory(SharedMap<String, Call> calls, TimeSource time) {
        this.calls = calls;
        this.time = time;
    }

    /** All calls, the oldest first. */
    public List<Call> list() {
        List<Call> list = new ArrayList<>();
        calls.forEach((id, call) -> list.add(call));
        list.sort(Comparator.comparingLong(Call::startedMillis));
        return list;
    }

    /** Takes out calls that are too old to be true; returns how many. */
    public int removeStale() {
        long limit = time.epochMillis() - LONGEST_MILLIS;
        List<Call> stale =
                list().stream().filter(c -> c.startedMillis() < limit).toList();
        stale.forEach(c -> calls.remove(c.callId()));
        return stale.size();
    }

    @Override
    public void created(ScriptTransaction transaction, ScriptContext ctx) {
        SipMessage request = transaction.request();
        if (request.method() == Method.INVITE && request.toTag() == null) {
            try {
                Call call = new Call(
                        request.callId(),
                        request.from().uriText(),
                        request.to().uriText(),
                        CallState.CALLING,
                        time.epochMillis(),
                        0);
                calls.put(call.callId(), call);
            } catch (SipParseException e) {
                ctx.log(0, "INVITE without readable From and To is not listed as a call\n");
            }
        }
    }

    @Override
    public void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {
        SipMessage request = transaction.request();
        if (request.method() == Method.BYE && status >= 200) {
            calls.remove(request.callId());
        } else if (request.method() == Method.INVITE && request.toTag() == null) {
            if (status >= 300) {
                calls.remove(request.callId());
            } else if (status >= 200) {
                calls.compute(request.callId(), (id, c) -> c == null ? null : c.answered(time.epochMillis()));
            } else if (status > 100) {
                calls.compute(request.callId(), (id, c) -> c == null ? null : c.ringing());
            }
        }
    }
}
