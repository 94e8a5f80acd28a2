package org.breakwater.lifeguard.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.breakwater.lifeguard.module.Mains;
import org.breakwater.lifeguard.verdict.Sign;
import org.breakwater.lifeguard.verdict.Transition;
import org.breakwater.lifeguard.verdict.Verdict;
import org.breakwater.lifeguard.verdict.VerdictSettings;
import org.breakwater.lifeguard.verdict.VerdictState;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the verdict for all threads; writes every change into the log and counts it. */
final class VerdictKeeper implements Mains {

    private static final Logger LOG = LoggerFactory.getLogger("verdict");
    private static final int REMEMBERED = 20;

    private final List<String> uris;
    private final TimeSource time;
    private final Verdict verdict;
    private final Counter changes;
    private final Deque<Map<String, Object>> history = new ArrayDeque<>();
    private final LostMains lost;
    private volatile VerdictState state;

    VerdictKeeper(VerdictSettings settings, List<String> uris, boolean linkUp, TimeSource time, Metrics metrics) {
        this.uris = List.copyOf(uris);
        this.lost = new LostMains(uris);
        this.time = time;
        this.verdict = new Verdict(settings, uris, linkUp, millis());
        this.state = verdict.state();
        lost.changed(state);
        this.changes = metrics.counter("breakwater_lifeguard_verdict_changes", "Changes of the verdict");
        for (VerdictState s : VerdictState.values()) {
            metrics.gauge(
                    "breakwater_lifeguard_verdict",
                    "1 for what is held to be true of the main servers",
                    () -> state == s ? 1 : 0,
                    "state",
                    s.name().toLowerCase(Locale.ROOT));
        }
    }

    private long millis() {
        return time.monotonicNanos() / 1_000_000;
    }

    @Override
    public List<String> uris() {
        return uris;
    }

    @Override
    public VerdictState state() {
        return state;
    }

    @Override
    public synchronized void seen(Sign sign) {
        verdict.take(sign, millis()).ifPresent(this::changed);
    }

    private void changed(Transition t) {
        state = t.to();
        lost.changed(state);
        changes.increment();
        if (t.to() == VerdictState.CONNECTED) {
            LOG.info("{} -> {}: {}", t.from(), t.to(), t.reason());
        } else {
            LOG.warn("{} -> {}: {}", t.from(), t.to(), t.reason());
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", time.now().toString());
        entry.put("from", t.from().name());
        entry.put("to", t.to().name());
        entry.put("why", t.reason());
        history.addLast(entry);
        if (history.size() > REMEMBERED) {
            history.removeFirst();
        }
    }

    /** For DNS. */
    LostMains lost() {
        return lost;
    }

    /** For {@code status}. */
    synchronized void addTo(Map<String, Object> status) {
        status.put("verdict", state.name());
        status.put("verdict_seconds", (millis() - verdict.sinceMillis()) / 1000);
        status.put("evidence", verdict.evidence());
        status.put("verdict_changes", new ArrayList<>(history));
    }
}
