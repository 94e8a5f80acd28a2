package org.breakwater.pbx.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private final List<Runnable> tasks = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SharedMap<String, String> map = new InMemorySharedMaps().map("map");
    private boolean full;
    private final Changes changes = new Changes(task -> !full && tasks.add(task), told::add);

    private void run() {
        List<Runnable> now = List.copyOf(tasks);
        tasks.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void whoChangedManyTimesIsToldOnce() {
        for (int i = 0; i < 100; i++) {
            changes.mark("ann", "map", map, "k" + i % 3);
            changes.mark("bob", "map", map, "k");
        }
        assertThat(tasks).hasSize(1);
        run();

        assertThat(told).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void whatDidNotFitGoesWithTheNext() {
        full = true;
        changes.mark("ann", "map", map, "k");
        full = false;
        changes.mark("bob", "map", map, "k");
        run();

        assertThat(told).containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void listenersMayMarkWhileTheEntryIsLocked() {
        map.listen((key, before, after) -> changes.mark(key, "map", map, key));
        map.put("ann", "x");
        run();
        map.remove("ann");
        run();

        assertThat(told).containsExactly("ann", "ann");
    }
}
