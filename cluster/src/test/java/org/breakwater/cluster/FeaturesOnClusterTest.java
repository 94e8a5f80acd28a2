package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.FeaturesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Features in a map of two members; a key may be pressed at either of them. */
class FeaturesOnClusterTest extends FeaturesContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static ClusterNode one;
    private static ClusterNode two;

    @BeforeAll
    static void start() {
        one = TestNodes.start(TestNodes.config("one", 27021, 27021, 27021, 27022));
        two = TestNodes.start(TestNodes.config("two", 27022, 27022, 27021, 27022));
        TestNodes.await("copies are made", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Override
    protected SharedMap<String, FeatureState> map() {
        return one.map(TestNodes.FEATURES, "map" + COUNT.incrementAndGet());
    }

    @Test
    void pressesAtBothMembersAtTheSameTimeAllCount() {
        String name = "map" + COUNT.incrementAndGet();
        Features here = new Features(one.map(TestNodes.FEATURES, name), TimeSource.system());
        Features there = new Features(two.map(TestNodes.FEATURES, name), TimeSource.system());
        here.define("day", "Day", "");
        TestNodes.await("the switch arrives", 10, () -> there.isOn("day", "").isPresent());

        for (int i = 0; i < 15; i++) {
            here.press("day", "1001", "here" + i);
            there.press("day", "1002", "there" + i);
        }
        here.press("day", "1001", "last");
        TestNodes.await("both know all presses", 10, () -> all(one, name).equals(all(two, name)));
        assertThat(here.isOn("day", "")).contains(true);

        there.press("day", "1002", "last");
        assertThat(there.isOn("day", "")).contains(true);
    }

    private static Map<String, FeatureState> all(ClusterNode node, String name) {
        Map<String, FeatureState> all = new HashMap<>();
        node.map(TestNodes.FEATURES, name).forEach(all::put);
        return all;
    }
}
