package org.breakwater.pbx.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.feature.FeatureKey;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.FeatureStore;
import org.breakwater.presence.feature.Features;
import org.junit.jupiter.api.Test;

class FeatureKeeperTest {

    private static final FeatureKey ANN = FeatureKey.user("1001");

    private final Kept kept = new Kept();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Features features =
            new Features(new InMemorySharedMaps().map(FeatureMaps.kind(), "all"), new ManualTime());
    private final FeatureKeeper keeper = new FeatureKeeper(kept, features, tasks::add);

    /** A database that can be out of order. */
    private static final class Kept implements FeatureStore {
        private final Map<FeatureKey, FeatureState> rows = new HashMap<>();
        private boolean broken;
        private int writes;

        @Override
        public Map<FeatureKey, FeatureState> all() {
            check();
            return Map.copyOf(rows);
        }

        @Override
        public void save(FeatureKey key, FeatureState state) {
            check();
            writes++;
            rows.put(key, state);
        }

        private void check() {
            if (broken) {
                throw new DatabaseException("the database is not there", null);
            }
        }
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void listen() {
        features.listen((key, state) -> keeper.changed(key));
    }

    @Test
    void whatWasKeptIsKnownAfterTheStart() {
        features.setDoNotDisturb("1001", true);
        FeatureState on = features.user("1001");
        Features other = new Features(new InMemorySharedMaps().map(FeatureMaps.kind(), "all"), new ManualTime());
        kept.rows.put(ANN, on);
        FeatureKeeper second = new FeatureKeeper(kept, other, Runnable::run);

        second.again();

        assertThat(other.user("1001").toggle().isOn()).isTrue();
        assertThat(kept.writes).as("it is kept already").isZero();
    }

    @Test
    void changesWhileOneIsWrittenAreWrittenOnceWithTheLastState() {
        listen();
        features.setDoNotDisturb("1001", true);
        features.setDoNotDisturb("1001", false);
        features.setDoNotDisturb("1001", true);
        assertThat(tasks).hasSize(1);
        run();
        assertThat(kept.writes).isEqualTo(1);
        assertThat(kept.rows.get(ANN).toggle().isOn()).isTrue();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWhenTheDatabaseIsBack() {
        listen();
        kept.broken = true;
        features.setDoNotDisturb("1001", true);
        run();
        keeper.again();
        run();
        assertThat(kept.rows).isEmpty();
        kept.broken = false;
        keeper.again();
        run();
        assertThat(kept.rows.get(ANN).toggle().isOn()).isTrue();
        keeper.again();
        assertThat(tasks).isEmpty();
    }
}
