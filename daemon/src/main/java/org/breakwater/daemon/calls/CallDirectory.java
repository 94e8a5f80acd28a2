package org.breakwater.daemon.calls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
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
 *
 * <p>Calls of all servers are in it. When a server dies, the first of those that are left marks its calls {@link
 * CallState#LOST} and tells listeners. When it was not dead but cut off, it puts its calls back once it hears of it.
 */
public final class CallDirectory implements TransactionListener {

    /** Twelve hours. */
    public static final long LONGEST_MILLIS = 12L * 3600 * 1000;

    private static final int UNKNOWN_ENDS_A_SECOND = 20;
    private static final int NO_SUCH_DIALOG = 481;

    private final SharedMap<String, Call> calls;
    private final ClusterMembers members;
    private final TimeSource time;
    private final Executor executor;
    private final List<Consumer<Call>> lossListeners = new CopyOnWriteArrayList<>();
    private long second;
    private int unknownEnds;

    /**
     * Keeps the calls in that map.
     *
     * @param members who else has calls in it
     * @param executor where calls are put back or closed when servers come and go
     */
    public CallDirectory(SharedMap<String, Call> calls, ClusterMembers members, TimeSource time, Executor executor) {
        this.calls = calls;
        this.members = members;
        this.time = time;
        this.executor = executor;
        calls.listenElsewhere(this::changedElsewhere);
        members.listen(new ClusterMembers.Listener() {
            @Override
            public void joined(Member member) {
                executor.execute(() -> closeOf(c -> isEarlierRun(c, member)));
            }

            @Override
            public void left(Member member) {
                executor.execute(() -> closeOf(c -> c.owner().equals(member.text())));
            }
        });
    }

    /** Adds somebody who hears of each call whose server died, on the one server that closes it. */
    public void addLossListener(Consumer<Call> listener) {
        lossListeners.add(listener);
    }

    /** All calls, the oldest first. */
    public List<Call> list() {
        return list(c -> c.state() != CallState.LOST);
    }

    private List<Call> list(Predicate<Call> wanted) {
        List<Call> list = new ArrayList<>();
        calls.forEach((id, call) -> {
            if (wanted.test(call)) {
                list.add(call);
            }
        });
        list.sort(Comparator.comparingLong(Call::startedMillis));
        return list;
    }

    private static boolean isEarlierRun(Call call, Member member) {
        return call.owner().startsWith(member.node() + '/') && !call.owner().equals(member.text());
    }

    /** One server is enough; all know who is the first of them. */
    private void closeOf(Predicate<Call> wanted) {
        Member first = Collections.min(members.present(), Comparator.comparing(Member::text));
        if (!first.equals(members.self())) {
            return;
        }
        for (Call call : list(c -> c.state() != CallState.LOST && wanted.test(c))) {
            Call lost = calls.compute(call.callId(), (id, c) -> c == null ? null : c.lost());
            if (lost != null) {
                lossListeners.forEach(l -> l.accept(lost));
            }
        }
    }

    private void changedElsewhere(String callId, Call before, Call after) {
        boolean closedByMistake = before != null
                && after != null
                && before.state() != CallState.LOST
                && after.state() == CallState.LOST
                && after.owner().equals(members.self().text());
        if (closedByMistake) {
            executor.execute(() ->
                    calls.compute(callId, (id, c) -> c == null || c.state() != CallState.LOST ? c : before));
        }
    }

    /** A call is over whose BYE does not pass here: this server answered it by itself, or its phones do not know it any more. */
    public void ended(String callId) {
        calls.remove(callId);
    }

    /** Takes out calls that are too old to be true; returns how many. */
    public int removeStale() {
        long limit = time.epochMillis() - LONGEST_MILLIS;
        List<Call> stale = list(c -> c.startedMillis() < limit);
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
                        0,
                        members.self().text(),
                        CallEvents.legs(request));
                calls.put(call.callId(), call);
            } catch (SipParseException e) {
                ctx.log(0, "INVITE without readable From and To is not listed as a call\n");
            }
        }
    }

    /** Calls {@code action} for each call that is known, those of servers that died among them. */
    public void forEach(Consumer<Call> action) {
        calls.forEach((id, call) -> action.accept(call));
    }

    /** The call of that Call-ID, or null. */
    public Call find(String callId) {
        return calls.get(callId);
    }

    /**
     * Tells {@code listener} about every change of a call, whichever server makes it: what it was and what it is, null for
     * not there. It must be quick, and is told before the change can be read; see {@link #await}.
     */
    public void listen(BiConsumer<Call, Call> listener) {
        calls.listen((id, before, after) -> listener.accept(before, after));
    }

    /** Returns once a change that a listener was just told about can be read. */
    public void await(String callId) {
        calls.compute(callId, (id, call) -> call);
    }

    @Override
    public void forwarding(ScriptTransaction transaction, ScriptContext ctx) {
        CallEvents.noteBranch(transaction, ctx);
    }

    @Override
    public void replyReceived(ScriptTransaction transaction, int branch, int status, SipMessage reply) {
        UnaryOperator<CallLegs> change = CallEvents.ofReply(transaction, branch, status, reply, time.epochMillis());
        if (change != null) {
            changeLegs(transaction.request().callId(), change, status);
        }
    }

    private void changeLegs(String callId, UnaryOperator<CallLegs> change, int status) {
        calls.compute(callId, (id, c) -> {
            if (c == null) {
                return null;
            }
            Call changed = c.with(change.apply(c.legs()));
            return status > 100 && status < 200 ? changed.ringing() : changed;
        });
    }

    @Override
    public void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {
        SipMessage request = transaction.request();
        if (request.method() == Method.BYE && status >= 200) {
            hungUp(request.callId(), status);
        } else if (request.method() == Method.INVITE && request.toTag() == null) {
            if (status >= 300) {
                calls.remove(request.callId());
            } else if (status >= 200) {
                calls.compute(request.callId(), (id, c) -> c == null ? null : c.answered(time.epochMillis()));
            } else if (status > 100) {
                calls.compute(request.callId(), (id, c) -> c == null ? null : c.ringing());
            }
        } else if (request.method() == Method.INVITE && status >= 200 && status < 300) {
            noteHold(request);
        }
    }

    /** A call that is not known here may be on a server that is cut off: that it is over is remembered for that one. */
    private void hungUp(String callId, int status) {
        boolean over = status < 300 || status == NO_SUCH_DIALOG;
        if (calls.remove(callId) == null && over && mayRemember()) {
            calls.removeEverywhere(callId);
        }
    }

    /** A BYE costs nothing whoever sends it. */
    private synchronized boolean mayRemember() {
        long now = time.epochMillis() / 1000;
        if (now != second) {
            second = now;
            unknownEnds = 0;
        }
        return ++unknownEnds <= UNKNOWN_ENDS_A_SECOND;
    }

    private void noteHold(SipMessage request) {
        Boolean held = CallEvents.holds(request);
        if (held != null) {
            calls.compute(
                    request.callId(),
                    (id, c) -> c == null
                            ? null
                            : c.with(c.legs()
                                    .holding(
                                            c.legs().fromTag().equals(request.fromTag())
                                                    ? CallLegs.BY_CALLER
                                                    : CallLegs.BY_CALLEE,
                                            held)));
        }
    }
}
