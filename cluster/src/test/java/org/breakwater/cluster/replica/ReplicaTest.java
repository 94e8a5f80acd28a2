package org.breakwater.cluster.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.SharedMapContract;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.StampClock;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class ReplicaTest extends SharedMapContract {

    private static final long REMEMBER = 1000;

    private final ManualTime time = new ManualTime();
    private final List<String> changed = new CopyOnWriteArrayList<>();
    private final Replica<String, Integer, Versioned<Integer>> replica = replica();

    private Replica<String, Integer, Versioned<Integer>> replica() {
        Replica.Outlet<String> outlet = new Replica.Outlet<>() {
            @Override
            public void changed(String key) {
                changed.add(key);
            }

            @Override
            public CompletionStage<Backup> backup(String key, Duration limit) {
                return CompletableFuture.completedFuture(Backup.LATE);
            }
        };
        return new Replica<>(new LastWriterWins<>(REMEMBER), new StampClock(time, "a/1"), outlet);
    }

    @Override
    protected SharedMap<String, Integer> emptyMap() {
        return replica();
    }

    private Versioned<Integer> at(long millis, Integer value) {
        return new Versioned<>(new Stamp(time.epochMillis() + millis, 0, "b/1"), value);
    }

    @Test
    void changesAreToldAndWhatArrivesIsNot() {
        replica.put("a", 1);
        replica.put("a", 2);
        replica.compute("a", (key, old) -> old);
        replica.remove("b", 5);
        replica.arrived("c", at(0, 3), time.epochMillis());

        assertThat(changed).containsExactly("a", "a");
        assertThat(replica.get("c")).isEqualTo(3);
        assertThat(replica.size()).isEqualTo(2);
    }

    @Test
    void arrivalSaysWhetherThisServerKnowsMore() {
        replica.put("a", 1);

        assertThat(replica.arrived("a", at(-5, 7), time.epochMillis())).isTrue();
        assertThat(replica.get("a")).isEqualTo(1);
        assertThat(replica.arrived("a", at(5, 8), time.epochMillis())).isFalse();
        assertThat(replica.get("a")).isEqualTo(8);
    }

    @Test
    void onlyListenersForElsewhereAreSparedOwnChanges() {
        List<String> all = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        replica.listen((key, before, after) -> all.add(before + ">" + after));
        SharedMap.Subscription subscription =
                replica.listenElsewhere((key, before, after) -> elsewhere.add(before + ">" + after));
        replica.put("a", 1);
        replica.arrived("a", at(5, 2), time.epochMillis());
        replica.arrived("a", at(5, 2), time.epochMillis());
        replica.remove("a");
        subscription.cancel();
        replica.arrived("a", at(9, 3), time.epochMillis());

        assertThat(all).containsExactly("null>1", "1>2", "2>null", "null>3");
        assertThat(elsewhere).containsExactly("1>2");
    }

    @Test
    void removalIsKnownUntilItIsTidiedAway() {
        replica.put("a", 1);
        replica.remove("a");
        assertThat(replica.arrived("a", at(-1, 5), time.epochMillis())).isTrue();
        assertThat(replica.get("a")).isNull();
        assertThat(replica.state("a")).isNotNull();
        assertThat(replica.size()).isZero();

        assertThat(replica.tidy(time.epochMillis() + REMEMBER)).isEmpty();
        assertThat(replica.tidy(time.epochMillis() + REMEMBER + 1)).containsExactly("a");
        assertThat(replica.state("a")).isNull();
    }

    @Test
    void removalOfWhatOnlyAnotherServerKnowsIsKnownTooAndToldOnce() {
        time.advanceMillis(10);
        replica.removeEverywhere("a");
        replica.removeEverywhere("a");
        replica.arrived("a", at(-5, 1), time.epochMillis());

        assertThat(replica.get("a")).isNull();
        assertThat(changed).containsExactly("a");
        replica.put("a", 2);
        assertThat(replica.get("a")).isEqualTo(2);
    }

    @Test
    void keptValueFillsAGapOnly() {
        replica.put("a", 1);
        replica.put("b", 1);
        replica.remove("b");
        for (String key : List.of("a", "b", "c")) {
            replica.restore(key, 9, Integer::sum);
        }

        assertThat(replica.get("a")).isEqualTo(1);
        assertThat(replica.get("b")).isNull();
        assertThat(replica.get("c")).isEqualTo(9);
    }
}
