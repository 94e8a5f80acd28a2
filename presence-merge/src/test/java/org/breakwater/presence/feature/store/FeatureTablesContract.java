package org.breakwater.presence.feature.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.feature.FeatureKey;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Forward;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.presence.feature.Toggle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of features on every database. */
abstract class FeatureTablesContract {

    private static final FeatureKey DAY = FeatureKey.ofSwitch("*21");
    private static final FeatureKey ANN = FeatureKey.user("1001");
    private static final SwitchDefinition DEFINITION = new SwitchDefinition("Tag & Nacht", "", false, 1_000);

    private DirectoryFixture directory;
    private FeatureTables tables;

    abstract DatabaseUrl url();

    @BeforeEach
    void open() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM breakwater_switch");
        directory.execute("DELETE FROM breakwater_feature");
        tables = new FeatureTables(directory.directories.own().database());
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static FeatureState day(Toggle toggle) {
        return new FeatureState(DEFINITION, toggle, Map.of());
    }

    private Toggle keptDay() {
        return tables.all().get(DAY).toggle();
    }

    @Test
    void switchIsKeptWithItsStateAndTheLastPress() {
        Toggle pressed = Toggle.OFF.pressed("a", 2_000).pressed("b", 3_000).pressed("c", 4_000);
        tables.save(DAY, day(pressed));

        FeatureState kept = tables.all().get(DAY);
        assertThat(kept.definition()).isEqualTo(DEFINITION);
        assertThat(kept.toggle().isOn()).isTrue();
        assertThat(kept.toggle().lastPress()).isEqualTo("c");
        assertThat(kept.toggle().changedMillis()).isEqualTo(4_000);
    }

    @Test
    void olderStateNeverReplacesANewerOne() {
        Toggle older = Toggle.OFF.pressed("a", 2_000);
        Toggle newer = older.pressed("b", 3_000);
        tables.save(DAY, day(newer));
        tables.save(DAY, day(older));
        assertThat(keptDay().isOn()).isFalse();

        SwitchDefinition removed = new SwitchDefinition("", "", true, 5_000);
        tables.save(DAY, new FeatureState(removed, newer, Map.of()));
        tables.save(DAY, day(newer));
        assertThat(tables.all().get(DAY).definition()).isEqualTo(removed);
    }

    @Test
    void featuresOfAUserAreKeptOneByOne() {
        FeatureState state = new FeatureState(
                null,
                Toggle.OFF.set(true, 2_000),
                Map.of(
                        Kind.ALWAYS, new Forward(false, "1002", 0, 2_000),
                        Kind.NO_ANSWER, new Forward(true, "sip:x@other.example", 4, 2_100)));
        tables.save(ANN, state);
        assertThat(tables.all()).containsOnly(Map.entry(ANN, state));

        Forward again = new Forward(true, "1003", 0, 2_200);
        tables.save(ANN, new FeatureState(null, Toggle.OFF, Map.of(Kind.ALWAYS, again)));
        FeatureState kept = tables.all().get(ANN);
        assertThat(kept.forward(Kind.ALWAYS)).isEqualTo(again);
        assertThat(kept.forward(Kind.NO_ANSWER).counts()).isTrue();
        assertThat(kept.toggle().isOn()).isTrue();
    }
}
