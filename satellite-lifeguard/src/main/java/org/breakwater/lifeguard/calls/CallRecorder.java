package org.breakwater.lifeguard.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.lifeguard.store.CallStore;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows calls that the script has asked to be recorded.
 *
 * <pre>
 *   wanted -- 2xx --> up -- BYE --> over
 *      |               '-- {@link #LONGEST_MILLIS} without BYE --> over, end not known
 *      '-- final failure --> over
 * </pre>
 *
 * <p>A challenge is no end: the phone sends the call again. Calls that are up outlive a restart on disk. At most {@link
 * #MOST_UP} are followed.
 */
public final class CallRecorder implements TransactionListener {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    /** Twelve hours, as in the list of calls. */
    public static final long LONGEST_MILLIS = 12L * 3600 * 1000;

    /** More calls than a branch has at a time; further ones get no record. */
    static final int MOST_UP = 10_000;

    private final CallStore store;
    private final Executor disk;
    private final TimeSource time;
    private final Runnable news;
    private final Counter lost;
    private final ContextKey<Long> arrived = new ContextKey<>("lifeguard call arrived");
    private final ContextKey<CallDetail> wanted = new ContextKey<>("lifeguard call");
    private final Map<String, CallDetail> up = new ConcurrentHashMap<>();

    /**
     * Takes up what is on disk. Blocks.
     *
     * @param disk one thread, where the store is used; it may refuse
     * @param news told on that thread when there is something to deliver
     */
    public CallRecorder(CallStore store, Executor disk, TimeSource time, Metrics metrics, Runnable news) {
        this.store = store;
        this.disk = disk;
        this.time = time;
        this.news = news;
        this.lost = metrics.counter(
                "breakwater_lifeguard_call_records_lost", "Calls without a record because there was too much to do");
        store.up().forEach(call -> up.put(call.callId(), call));
    }

    /** The call this request begins is to be recorded; false when it begins none. */
    public boolean record(ScriptContext ctx) {
        SipMessage request = ctx.message();
        if (request.method() != Method.INVITE || request.toTag() != null || request.callId() == null) {
            return false;
        }
        Long since = ctx.scope().attachments().get(arrived);
        ctx.scope()
                .attachments()
                .put(
                        wanted,
                        new CallDetail(
                                "",
                                0,
                                Octets.toUnicode(request.callId()),
                                Octets.toUnicode(caller(request)),
                                Octets.toUnicode(callee(request)),
                                0,
                                since == null ? time.epochMillis() : since,
                                0,
                                0));
        return true;
    }

    private static String caller(SipMessage request) {
        try {
            String user = request.from().uri().user();
            return user == null ? request.from().uriText() : user;
        } catch (SipParseException e) {
            return "";
        }
    }

    private static String callee(SipMessage request) {
        try {
            String user = request.requestUri().user();
            return user == null ? request.requestUriText() : user;
        } catch (SipParseException e) {
            return request.requestUriText();
        }
    }

    @Override
    public void created(ScriptTransaction transaction, ScriptContext ctx) {
        SipMessage request = transaction.request();
        if (request.method() == Method.INVITE && request.toTag() == null) {
            transaction.scope().attachments().put(arrived, time.epochMillis());
        } else if (request.method() == Method.BYE && request.callId() != null) {
            CallDetail call = up.remove(Octets.toUnicode(request.callId()));
            if (call != null) {
                over(with(call, call.code(), call.answeredMillis(), time.epochMillis()));
            }
        }
    }

    @Override
    public void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {
        CallDetail call = transaction.scope().attachments().get(wanted);
        if (call == null || status < 200 || transaction.request().method() != Method.INVITE) {
            return;
        }
        long now = time.epochMillis();
        if (status >= 300) {
            if (status != 401 && status != 407) {
                over(with(call, status, 0, now));
            }
            return;
        }
        CallDetail answered = with(call, status, now, 0);
        if (up.size() >= MOST_UP) {
            lost.increment();
        } else if (up.putIfAbsent(call.callId(), answered) == null) { // a fork that answers, too, is the same call
            write(() -> store.answered(answered));
        }
    }

    private static CallDetail with(CallDetail c, int code, long answered, long ended) {
        return new CallDetail(
                c.origin(), c.id(), c.callId(), c.caller(), c.callee(), code, c.startedMillis(), answered, ended);
    }

    private void over(CallDetail call) {
        write(() -> {
            store.over(call);
            news.run();
        });
    }

    private void write(Runnable work) {
        try {
            disk.execute(() -> {
                try {
                    work.run();
                } catch (DatabaseException e) {
                    lost.increment();
                    LOG.warn("a call has no record: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            lost.increment();
        }
    }

    /** Gives up on calls that have been up for too long to be true. */
    public void removeStale() {
        long limit = time.epochMillis() - LONGEST_MILLIS;
        List<CallDetail> stale =
                up.values().stream().filter(c -> c.startedMillis() < limit).toList();
        for (CallDetail call : stale) {
            if (up.remove(call.callId(), call)) {
                over(call);
            }
        }
    }

    /** For {@code status}. Blocks. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("up", up.size());
        status.put("waiting_for_the_mains", store.waiting());
        return status;
    }
}
