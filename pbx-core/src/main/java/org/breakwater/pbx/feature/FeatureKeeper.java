package org.breakwater.pbx.feature;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.presence.feature.FeatureKey;
import org.breakwater.presence.feature.FeatureStore;
import org.breakwater.presence.feature.Features;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps features in SQL: what changed is written at once, on a thread that may block; what could not be written is tried
 * again. There wait no more than there are users and switches.
 */
final class FeatureKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureKeeper.class);

    private final FeatureStore store;
    private final Features features;
    private final Executor blocking;
    private final Set<FeatureKey> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile boolean loaded;
    private boolean failing;

    FeatureKeeper(FeatureStore store, Features features, Executor blocking) {
        this.store = store;
        this.features = features;
        this.blocking = blocking;
    }

    /** A state changed; any thread, does not block. */
    void changed(FeatureKey key) {
        changed.add(key);
        write();
    }

    /** Goes on with what failed; to be called now and then. */
    void again() {
        if (!loaded || !changed.isEmpty()) {
            write();
        }
    }

    private void write() {
        if (!writing.getAndSet(true)) {
            blocking.execute(this::work);
        }
    }

    private void work() {
        boolean done = false;
        try {
            if (!loaded) {
                load();
            }
            for (Iterator<FeatureKey> keys = changed.iterator(); keys.hasNext(); ) {
                FeatureKey key = keys.next();
                keys.remove(); // before it is read: what changes from here on waits again
                save(key);
            }
            done = true;
            failing = false;
        } catch (DatabaseException e) {
            if (!failing) {
                LOG.error("features are not kept: {}; it is tried again", e.getMessage());
            }
            failing = true;
        } finally {
            writing.set(false);
        }
        if (done && !changed.isEmpty()) {
            write();
        }
    }

    private void save(FeatureKey key) {
        try {
            store.save(key, features.state(key));
        } catch (RuntimeException e) {
            changed.add(key);
            throw e;
        }
    }

    private void load() {
        store.all().forEach((key, kept) -> {
            features.restore(key, kept);
            changed.remove(key); // before it is compared, as above
            if (!features.state(key).equals(kept)) {
                changed.add(key);
            }
        });
        loaded = true;
    }
}
