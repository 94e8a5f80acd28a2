package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.AorBindings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Real members, real sockets, real faults; one pair of members for all of it, to save time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

    private static final long NOW = TimeSource.system().epochMillis();
    private static Pair pair;

    @BeforeAll
    static void start() {
        pair = new Pair(27010);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    private static SharedMap<String, AorBindings> at(int which) {
        return pair.registrations(which);
    }

    @Test
    @Order(1)
    void afterASplitEveryBindingIsThereAndTheNewestWins() {
        Phones.register(at(0), "eve", "old", 1, NOW);
        Phones.register(at(0), "eve", "gone", 1, NOW);
        TestNodes.await("before the split", 10, () -> Phones.cseq(at(1), "eve", "gone") == 1);
        pair.cut();
        pair.awaitAlone(0);
        pair.awaitAlone(1);

        Phones.register(at(0), "bob", "phone-a", 1, NOW);
        Phones.register(at(1), "bob", "phone-b", 1, NOW);
        Phones.register(at(1), "eve", "moving", 5, NOW + 2000);
        Phones.register(at(0), "eve", "moving", 6, NOW + 1000);
        Phones.register(at(0), "eve", "tied", 2, NOW + 1000);
        Phones.register(at(1), "eve", "tied", 3, NOW + 1000);
        Phones.unregister(at(1), "eve", "gone");
        assertThat(Phones.cseq(at(0), "bob", "phone-b")).isZero();
        pair.mend();
        pair.awaitWhole();

        TestNodes.await(
                "the union",
                20,
                () -> at(0).size() == 2
                        && at(0).get("eve").equals(at(1).get("eve"))
                        && at(0).get("bob").equals(at(1).get("bob")));
        for (int i = 0; i < 2; i++) {
            assertThat(Phones.cseq(at(i), "bob", "phone-a")).isEqualTo(1);
            assertThat(Phones.cseq(at(i), "bob", "phone-b")).isEqualTo(1);
            assertThat(Phones.cseq(at(i), "eve", "old")).isEqualTo(1);
            assertThat(Phones.cseq(at(i), "eve", "moving")).as("later by time").isEqualTo(5);
            assertThat(Phones.cseq(at(i), "eve", "tied"))
                    .as("same time, later CSeq")
                    .isEqualTo(3);
            assertThat(Phones.cseq(at(i), "eve", "gone")).as("unregistered").isZero();
        }
    }

    @Test
    @Order(2)
    void changesGoOnBothWaysAfterTheSplit() {
        Phones.register(at(0), "after", "x", 1, NOW);
        Phones.register(at(1), "after", "y", 1, NOW);

        TestNodes.await(
                "both at both",
                10,
                () -> Phones.cseq(at(1), "after", "x") == 1 && Phones.cseq(at(0), "after", "y") == 1);
    }

    @Test
    @Order(3)
    void silenceOfTheNetworkKeepsNobodyWaiting() throws Exception {
        pair.silence();
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            Phones.register(at(0), "silent" + i, "phone", 1, NOW);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        Backup first = at(0).backup("silent0", Duration.ofMillis(300))
                .toCompletableFuture()
                .get(2, TimeUnit.SECONDS);

        assertThat(millis).as("ms for 200 registrations").isLessThan(1000);
        assertThat(first).isIn(Backup.LATE, Backup.HELD);
        assertThat(Phones.cseq(at(0), "silent199", "phone")).isEqualTo(1);
        pair.awaitAlone(0);
        pair.awaitAlone(1);
        pair.mend();
        pair.awaitWhole();
        TestNodes.await(
                "all at the other",
                20,
                () -> Phones.cseq(at(1), "silent199", "phone") == 1 && Phones.cseq(at(1), "silent0", "phone") == 1);
    }

    @Test
    @Order(4)
    void acknowledgedRegistrationsSurviveTheDeathOfEitherMemberAndItsReturn() throws Exception {
        for (int i = 0; i < 300; i++) {
            Phones.register(at(1), "kept" + i, "phone", 1, NOW);
        }
        for (int i = 0; i < 300; i++) {
            assertThat(at(1).backup("kept" + i, Duration.ofSeconds(5))
                            .toCompletableFuture()
                            .get(6, TimeUnit.SECONDS))
                    .isEqualTo(Backup.HELD);
        }
        pair.crash(1);
        pair.awaitAlone(0);
        TestNodes.await("all at the survivor", 10, () -> count("kept", 0) == 300);
        Phones.register(at(0), "kept0", "phone", 2, NOW + 5000);

        pair.start(1);
        pair.awaitWhole();
        TestNodes.await("all at the one that came back", 20, () -> count("kept", 1) == 300);
        TestNodes.await("the newest", 10, () -> Phones.cseq(at(1), "kept0", "phone") == 2);
        pair.crash(0);
        pair.awaitAlone(1);
        TestNodes.await("all at the last one", 10, () -> count("kept", 1) == 300);
        pair.start(0);
        pair.awaitWhole();
    }

    private static int count(String prefix, int which) {
        int[] n = new int[1];
        at(which).forEach((aor, bindings) -> n[0] += aor.startsWith(prefix) ? 1 : 0);
        return n[0];
    }
}
