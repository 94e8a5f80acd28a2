package org.breakwater.presence.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.junit.jupiter.api.Test;

/** What features do wherever their map lives. Subclasses give an empty map for each test. */
public abstract class FeaturesContract {

    private final ManualTime time = new ManualTime();

    /** An empty map. */
    protected abstract SharedMap<String, FeatureState> map();

    private Features features(SharedMap<String, FeatureState> map) {
        return new Features(map, time);
    }

    @Test
    void switchThatWasAddedIsTurnedOverByPresses() {
        Features features = features(map());
        assertThat(features.press("day", "1001", "p0")).isEqualTo(Pressed.UNKNOWN);
        assertThat(features.define("day", "Day", "")).isTrue();
        assertThat(features.define("day", "Again", "")).isFalse();
        assertThat(features.isOn("day", "")).contains(false);
        assertThat(features.press("day", "1001", "p1")).isEqualTo(Pressed.ON);
        assertThat(features.press("day", "1001", "p1")).isEqualTo(Pressed.ON);
        assertThat(features.press("day", "1002", "p2")).isEqualTo(Pressed.OFF);
        assertThat(features.set("day", true)).isTrue();
        assertThat(features.isOn("day", "")).contains(true);
    }

    @Test
    void switchThatWasRemovedIsGoneAndComesBackSwitchedOff() {
        Features features = features(map());
        features.define("night", "", "");
        features.press("night", "1001", "p1");
        assertThat(features.remove("night")).isTrue();
        assertThat(features.remove("night")).isFalse();
        assertThat(features.isOn("night", "")).isEmpty();
        assertThat(features.switches()).isEmpty();
        time.advanceMillis(1);
        assertThat(features.define("night", "", "")).isTrue();
        assertThat(features.isOn("night", "")).contains(false);
    }

    @Test
    void doNotDisturbOfAUserIsOneHoweverItIsReached() {
        Features features = features(map());
        features.define("*21", "", "1001");
        features.define("*76", "", SwitchDefinition.EACH);
        features.press("*21", "2000", "p1");
        assertThat(features.user("1001").toggle().isOn()).isTrue();
        assertThat(features.isOn("*761001", "")).contains(true);
        assertThat(features.press("*76", "1001", "p2")).isEqualTo(Pressed.OFF);
        assertThat(features.press("*761001", "1002", "p3")).isEqualTo(Pressed.NOT_YOURS);
        assertThat(features.press("*761001", "1001", "p4")).isEqualTo(Pressed.ON);
        assertThat(features.isOn("*21", "")).contains(true);
        features.setDoNotDisturb("1001", false);
        assertThat(features.isOn("*21", "")).contains(false);
    }

    @Test
    void forwardingRemembersWhereItWent() {
        Features features = features(map());
        features.setForward("1001", Kind.NO_ANSWER, true, "1002", 4);
        features.setForward("1001", Kind.NO_ANSWER, false, "", 0);
        assertThat(features.user("1001").forward(Kind.NO_ANSWER))
                .satisfies(f -> assertThat(f.counts()).isFalse())
                .satisfies(f -> assertThat(f.to()).isEqualTo("1002"))
                .satisfies(f -> assertThat(f.rings()).isEqualTo(4));
        assertThat(features.user("1001").forward(Kind.ALWAYS)).isEqualTo(Forward.NONE);
    }

    @Test
    void listenerHearsWhatThereIsAndWhatChanges() {
        Features features = features(map());
        features.setDoNotDisturb("1001", true);
        List<String> heard = new ArrayList<>();
        features.listen(
                (key, state) -> heard.add(key.text() + ' ' + state.toggle().isOn()));
        time.advanceMillis(1);
        features.setDoNotDisturb("1001", false);
        assertThat(heard).containsExactly("user 1001 true", "user 1001 false");
    }

    @Test
    void whatWasKeptDoesNotUndoWhatIsNewer() {
        Features features = features(map());
        features.define("day", "Day", "");
        FeatureState kept = features.state(FeatureKey.ofSwitch("day"));
        time.advanceMillis(10);
        features.press("day", "1001", "p1");
        features.restore(FeatureKey.ofSwitch("day"), kept);
        assertThat(features.isOn("day", "")).contains(true);
        features.restore(
                FeatureKey.user("1002"),
                new FeatureState(null, Toggle.kept(true, "p9", time.epochMillis() - 1000), Map.of()));
        assertThat(features.user("1002").toggle().isOn()).isTrue();
    }

    @Test
    void whoComesLaterKnowsTheSame() {
        SharedMap<String, FeatureState> map = map();
        Features first = features(map);
        first.define("*76", "", SwitchDefinition.EACH);
        first.setDoNotDisturb("1001", true);
        Features second = features(map);
        assertThat(second.isOn("*761001", "")).contains(true);
        time.advanceMillis(1);
        second.setDoNotDisturb("1001", false);
        assertThat(first.isOn("*761001", "")).contains(false);
    }
}
