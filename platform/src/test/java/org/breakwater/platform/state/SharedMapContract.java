package org.breakwater.platform.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link SharedMap} does. Subclasses give an empty map for each test. */
public abstract class SharedMapContract {

    /** A new, empty map. */
    protected abstract SharedMap<String, Integer> emptyMap();

    /** Returns when listeners have heard of everything that was done; an implementation that tells at once need not. */
    protected void settle() {}

    @Test
    public void putReturnsWhatWasThereAndGetFindsIt() {
        SharedMap<String, Integer> map = emptyMap();

        assertThat(map.get("a")).isNull();
        assertThat(map.put("a", 1)).isNull();
        assertThat(map.put("a", 2)).isEqualTo(1);
        assertThat(map.get("a")).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    public void removeTakesTheEntryAndTellsItsValue() {
        SharedMap<String, Integer> map = emptyMap();
        map.put("a", 1);

        assertThat(map.remove("a", 7)).isFalse();
        assertThat(map.remove("b", 1)).isFalse();
        assertThat(map.remove("a", 1)).isTrue();
        assertThat(map.remove("a")).isNull();
        map.put("a", 2);
        assertThat(map.remove("a")).isEqualTo(2);
        assertThat(map.size()).isZero();
    }

    @Test
    public void computeSetsChangesAndRemoves() {
        SharedMap<String, Integer> map = emptyMap();

        assertThat(map.compute("a", (key, old) -> old == null ? 1 : old + 1)).isEqualTo(1);
        assertThat(map.compute("a", (key, old) -> old == null ? 1 : old + 1)).isEqualTo(2);
        assertThat(map.compute("a", (key, old) -> null)).isNull();
        assertThat(map.get("a")).isNull();
        assertThat(map.merge("b", 5, Integer::sum)).isEqualTo(5);
        assertThat(map.merge("b", 5, Integer::sum)).isEqualTo(10);
        assertThat(map.computeIfAbsent("b", key -> 1)).isEqualTo(10);
        assertThat(map.computeIfAbsent("c", key -> 1)).isEqualTo(1);
    }

    @Test
    public void forEachSeesEveryEntry() {
        SharedMap<String, Integer> map = emptyMap();
        map.put("a", 1);
        map.put("b", 2);
        List<String> seen = new ArrayList<>();

        map.forEach((key, value) -> seen.add(key + value));

        assertThat(seen).containsExactlyInAnyOrder("a1", "b2");
    }

    @Test
    public void listenerHearsEachChangeInOrderUntilItIsCancelled() {
        SharedMap<String, Integer> map = emptyMap();
        List<String> heard = new CopyOnWriteArrayList<>();
        SharedMap.Subscription subscription =
                map.listen((key, before, after) -> heard.add(key + ":" + before + ">" + after));

        map.put("a", 1);
        map.put("a", 2);
        map.compute("a", (key, old) -> old + 1);
        map.remove("a", 3);
        map.remove("a");
        map.put("b", 1);
        map.remove("b");
        settle();
        subscription.cancel();
        map.put("c", 1);
        settle();

        assertThat(heard).containsExactly("a:null>1", "a:1>2", "a:2>3", "a:3>null", "b:null>1", "b:1>null");
    }

    @Test
    public void noUpdateIsLostAndListenersSeeAChainWhenThreadsCompete() throws Exception {
        SharedMap<String, Integer> map = emptyMap();
        List<Integer> after = new CopyOnWriteArrayList<>();
        map.listen((key, before, now) -> after.add(now));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 250; i++) {
                        map.merge("counter", 1, Integer::sum);
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        settle();

        assertThat(map.get("counter")).isEqualTo(1000);
        assertThat(after).hasSize(1000).isSorted();
    }
}
