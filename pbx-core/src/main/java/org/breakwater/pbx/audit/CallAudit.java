package org.breakwater.pbx.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.daemon.calls.CallState;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Binding;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks phones about calls that may be over unseen: a BYE that a dying server swallowed, phones that lost their power. The
 * question is OPTIONS within the dialog; a phone that knows of no such dialog answers 481 (RFC 3261 §12.2.2). A call is over
 * when every phone of one party says so and none of the other contradicts. Phones that answer nothing decide nothing.
 *
 * <p>All methods belong to one loop.
 */
public final class CallAudit {

    /** Whose server died: it may have ended there. */
    private static final long LOST_MILLIS = 60_000;

    private static final long LONG_MILLIS = 900_000;
    private static final int CALLS_A_TURN = 20;

    /** Not above any number the parties use: RFC 3261 §12.2.2 has later requests with lower ones refused. */
    private static final int LOWEST_CSEQ = 1;

    private static final Logger LOG = LoggerFactory.getLogger(CallAudit.class);

    private final CallDirectory calls;
    private final Ground ground;
    private final Counter found;
    private final Map<String, Long> asked = new HashMap<>();

    /**
     * What it stands on.
     *
     * @param signalling of the script that routes now; null before there is one
     * @param phones where the phones of a user are registered, by the user's URI
     * @param loop brings replies to the loop
     */
    public record Ground(
            ClusterMembers members,
            TimeSource time,
            Supplier<Signalling> signalling,
            Function<String, List<Binding>> phones,
            Executor loop) {}

    /** Asks nobody before {@link #turn}. */
    public CallAudit(CallDirectory calls, Ground ground, Metrics metrics) {
        this.calls = calls;
        this.ground = ground;
        this.found = metrics.counter(
                "breakwater_calls_found_over", "Calls no server saw the end of, and whose phones no longer knew them");
    }

    /** To be called each second: asks about some of the calls whose turn it is. */
    public void turn() {
        Signalling signalling = ground.signalling().get();
        if (signalling == null) {
            return;
        }
        long now = ground.time().epochMillis();
        Set<String> there = new HashSet<>();
        List<Call> due = new ArrayList<>();
        calls.forEach(call -> {
            if (call.isUp() && ground.members().caresFor(call.owner())) {
                there.add(call.callId());
                if (due.size() < CALLS_A_TURN && now >= dueMillis(call)) {
                    due.add(call);
                }
            }
        });
        asked.keySet().retainAll(there);
        for (Call call : due) {
            asked.put(call.callId(), now);
            ask(call, signalling);
        }
    }

    private long dueMillis(Call call) {
        Long last = asked.get(call.callId());
        if (call.state() == CallState.LOST) {
            return last == null ? 0 : last + LOST_MILLIS;
        }
        return (last == null ? call.answeredMillis() : last) + LONG_MILLIS;
    }

    private void ask(Call call, Signalling signalling) {
        call.legs().callees().stream()
                .filter(leg -> leg.answered() && !leg.tag().isEmpty())
                .findFirst()
                .ifPresent(leg -> {
                    String caller = '<' + call.from() + ">;tag=" + call.legs().fromTag();
                    String called = '<' + call.to() + ">;tag=" + leg.tag();
                    Inquiry inquiry = new Inquiry(() -> over(call));
                    for (Binding phone : ground.phones().apply(call.from())) {
                        inquiry.ask(Inquiry.Party.CALLER);
                        signalling.send(request(phone, call, called, caller), answer(inquiry, Inquiry.Party.CALLER));
                    }
                    for (Binding phone : ground.phones().apply(leg.user())) {
                        inquiry.ask(Inquiry.Party.CALLED);
                        signalling.send(request(phone, call, caller, called), answer(inquiry, Inquiry.Party.CALLED));
                    }
                });
    }

    /** Brought to the loop: no answer is there before all are asked. */
    private Consumer<LocalReply> answer(Inquiry inquiry, Inquiry.Party party) {
        return reply -> ground.loop().execute(() -> inquiry.answered(party, reply));
    }

    private static LocalRequest request(Binding phone, Call call, String from, String to) {
        Binding.Reach way = phone.route();
        return new LocalRequest(
                "OPTIONS",
                phone.contact(),
                way.received(),
                from,
                to,
                call.callId(),
                LOWEST_CSEQ,
                way.path() == null ? "" : "Route: " + way.path() + "\r\n",
                "",
                null,
                way.flowId(),
                true);
    }

    private void over(Call call) {
        LOG.info("call {} is over: its phones know nothing of it", call.callId());
        found.increment();
        calls.ended(call.callId());
    }
}
