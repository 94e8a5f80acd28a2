package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.cluster.grid.GridException;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.SharedMapContract;
import org.breakwater.platform.state.Versioned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members that see each other; the second comes after the first has something to tell. */
class TwoMembersTest extends SharedMapContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    private static ClusterNode one;
    private static ClusterNode two;
    private static Backup whileAlone;

    @BeforeAll
    static void start() throws Exception {
        one = TestNodes.start(TestNodes.config("one", 27001, 27001, 27001, 27002));
        one.members().listen(new ClusterMembers.Listener() {
            @Override
            public void joined(Member member) {
                EVENTS.add("joined " + member.node());
            }

            @Override
            public void left(Member member) {
                EVENTS.add("left " + member.node());
            }
        });
        SharedMap<String, Integer> early = one.map(TestNodes.NUMBERS, "early");
        for (int i = 0; i < 500; i++) {
            early.put("k" + i, i);
        }
        whileAlone =
                early.backup("k1", Duration.ofSeconds(5)).toCompletableFuture().get(6, TimeUnit.SECONDS);
        two = TestNodes.start(TestNodes.config("two", 27002, 27002, 27001, 27002));
        TestNodes.await("copies are made", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Override
    protected SharedMap<String, Integer> emptyMap() {
        return one.map(TestNodes.NUMBERS, "map" + COUNT.incrementAndGet());
    }

    @Test
    void lateComerTakesOverWhatThereIs() {
        SharedMap<String, Integer> early = two.map(TestNodes.NUMBERS, "early");

        TestNodes.await("500 entries", 10, () -> early.size() == 500);
        assertThat(early.get("k499")).isEqualTo(499);
        assertThat(whileAlone).isEqualTo(Backup.ALONE);
    }

    @Test
    void entryThatCannotBeReadStopsNoneThatGoesWithIt() throws Exception {
        SharedMap<String, Integer> here = emptyMap();
        SharedMap<String, Integer> there = two.map(TestNodes.NUMBERS, "map" + COUNT.get());
        for (int i = 0; i < 300; i++) {
            here.put("k" + i, i == 7 ? TestNodes.UNREADABLE : i);
        }

        assertThat(here.backup("k299", Duration.ofSeconds(5))
                        .toCompletableFuture()
                        .get(6, TimeUnit.SECONDS))
                .isEqualTo(Backup.HELD);
        TestNodes.await("all but one", 10, () -> there.size() == 299);
        assertThat(there.get("k7")).isNull();
    }

    @Test
    void membersKnowEachOther() {
        assertThat(one.members().present())
                .contains(one.members().self(), two.members().self());
        assertThat(two.members().self().node()).isEqualTo("two");
        assertThat(EVENTS).contains("joined two");
    }

    @Test
    void serverWithAnIdThatIsTakenOrOnAPortThatIsTakenIsRefusedWithASentence() {
        assertThatThrownBy(() -> TestNodes.start(TestNodes.config("two", 27003, 27003, 27001, 27002)))
                .isInstanceOf(GridException.class)
                .hasMessage("another server of the cluster has the id two; give each an id of its own in cluster.node");
        assertThatThrownBy(() -> TestNodes.start(TestNodes.config("three", 27002, 27002, 27001)))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("cannot be entered at 127.0.0.1:27002: ")
                .hasMessageContaining("27002");
        TestNodes.await("copies are made again", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @Test
    void mapsThatWereNotAnnouncedAreRefused() {
        MapKind<String, Integer, Versioned<Integer>> other =
                new MapKind<>("other", TestNodes.NUMBERS.keys(), TestNodes.NUMBERS.states(), TestNodes.NUMBERS.rule());

        assertThatThrownBy(() -> one.map(other, "x")).hasMessageContaining("family other");
    }

    @Test
    void changesReachTheOtherMemberAndItsListeners() {
        String name = "map" + COUNT.incrementAndGet();
        SharedMap<String, Integer> here = one.map(TestNodes.NUMBERS, name);
        SharedMap<String, Integer> there = two.map(TestNodes.NUMBERS, name);
        List<String> all = new CopyOnWriteArrayList<>();
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        there.listen((k, before, after) -> all.add(before + ">" + after));
        there.listenElsewhere((k, before, after) -> elsewhere.add(before + ">" + after));

        here.put("a", 1);
        TestNodes.await("put arrives", 10, () -> there.get("a") != null);
        there.put("a", 2);
        TestNodes.await("put arrives at the first", 10, () -> Integer.valueOf(2).equals(here.get("a")));
        here.remove("a");
        TestNodes.await("removal arrives", 10, () -> there.get("a") == null);

        assertThat(all).containsExactly("null>1", "1>2", "2>null");
        assertThat(elsewhere).containsExactly("null>1", "2>null");
        assertThat(there.size()).isZero();
    }

    @Test
    void backupSaysThatTheOtherMemberHoldsIt() throws Exception {
        TestNodes.await("copies are made", 20, () -> one.hasBackup());
        SharedMap<String, Integer> map = emptyMap();
        map.put("a", 1);

        assertThat(map.backup("a", Duration.ofSeconds(5)).toCompletableFuture().get(6, TimeUnit.SECONDS))
                .isEqualTo(Backup.HELD);
        assertThat(map.backup("never", Duration.ofSeconds(5))
                        .toCompletableFuture()
                        .get(6, TimeUnit.SECONDS))
                .isEqualTo(Backup.HELD);
    }

    @Test
    void manyChangesOfOneKeyEndInTheLastOneEverywhere() {
        String name = "map" + COUNT.incrementAndGet();
        SharedMap<String, Integer> here = one.map(TestNodes.NUMBERS, name);
        SharedMap<String, Integer> there = two.map(TestNodes.NUMBERS, name);
        List<Integer> seen = new ArrayList<>();
        there.listen((k, before, after) -> {
            synchronized (seen) {
                seen.add(after);
            }
        });

        for (int i = 1; i <= 20_000; i++) {
            here.put("a", i);
        }
        TestNodes.await("the last arrives", 10, () -> Integer.valueOf(20_000).equals(there.get("a")));

        synchronized (seen) {
            assertThat(seen).isSorted().hasSizeLessThan(20_000);
        }
    }
}
