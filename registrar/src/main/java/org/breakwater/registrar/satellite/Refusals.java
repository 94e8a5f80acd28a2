package org.breakwater.registrar.satellite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what LifeGUARDs say of users that are none of their site's, and logs each such user once. Any thread. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST_LOGGED = 10_000;

    private final Counter counter;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** Counts in {@code metrics}. */
    public Refusals(Metrics metrics) {
        counter = metrics.counter(
                "breakwater_site_registrations_refused",
                "Registrations told by a LifeGUARD for users that are none of its site's");
    }

    void count(String site, String aor) {
        counter.increment();
        if (logged.size() < MOST_LOGGED && logged.add(site + ' ' + aor)) {
            LOG.warn(
                    "the LifeGUARD of {} told of registrations of {}, who is no user of that site: refused", site, aor);
        }
    }

    /** How often since the start. */
    public long count() {
        return counter.value();
    }
}
