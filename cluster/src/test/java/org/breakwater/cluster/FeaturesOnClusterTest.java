package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.FeaturesContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features in a map of two members; a key may be pressed at either of them. */
class FeaturesOnClusterTest extends FeaturesContract {

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(27021);

    @Override
    protected SharedMap<String, FeatureState> map() {
        return NODES.one().map(TestNodes.FEATURES, NODES.freshName());
    }

    @Test
    void pressesAtBothMembersAtTheSameTimeAllCount() {
        String name = NODES.freshName();
        Features here = new Features(NODES.one().map(TestNodes.FEATURES, name), TimeSource.system());
        Features there = new Features(NODES.two().map(TestNodes.FEATURES, name), TimeSource.system());
        here.define("day", "Day", "");
        TestNodes.await("the switch arrives", 10, () -> there.isOn("day", "").isPresent());

        for (int i = 0; i < 15; i++) {
            here.press("day", "1001", "here" + i);
            there.press("day", "1002", "there" + i);
        }
        here.press("day", "1001", "last");
        TestNodes.await(
                "both know all presses", 10, () -> all(NODES.one(), name).equals(all(NODES.two(), name)));
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
