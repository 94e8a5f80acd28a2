package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

final class LocationTest {

    private final ManualTime time = new ManualTime();
    private final long now = time.epochSeconds();
    private final Location location = new Location("location", new InMemorySharedMaps().map("location"), time);
    private final List<String> events = new ArrayList<>();

    LocationTest() {
        location.addListener(new LocationListener() {
            @Override
            public void inserted(String aor, Binding b) {
                events.add("inserted " + aor + " " + b.ruid());
            }

            @Override
            public void updated(String aor, Binding b) {
                events.add("updated " + aor + " " + b.ruid());
            }

            @Override
            public void deleted(String aor, Binding b) {
                events.add("deleted " + aor + " " + b.ruid());
            }

            @Override
            public void expired(String aor, Binding b) {
                events.add("expired " + aor + " " + b.ruid());
            }
        });
    }

    @Test
    void highestPreferenceComesFirstAndAmongEqualsTheOldest() {
        location.update(
                "bob",
                before -> List.of(
                        Bindings.of("none", -1, now + 60, now),
                        Bindings.of("old", 500, now + 60, now - 9),
                        Bindings.of("new", 500, now + 60, now - 1),
                        Bindings.of("same", 500, now + 60, now - 1),
                        Bindings.of("best", 1000, now + 60, now - 99)));

        assertThat(location.lookup("bob"))
                .extracting(Binding::ruid)
                .containsExactly("best", "old", "new", "same", "none");
    }

    @Test
    void lapsedBindingIsNotFoundAndRemovedOnce() {
        location.update(
                "bob", before -> List.of(Bindings.of("a", -1, now + 10, now), Bindings.of("b", -1, now + 60, now)));
        location.update("eve", before -> List.of(Bindings.of("c", -1, now + 10, now)));
        time.advanceMillis(10_000);

        assertThat(location.lookup("bob")).extracting(Binding::ruid).containsExactly("b");
        assertThat(location.isRegistered("eve")).isFalse();
        assertThat(location.removeExpired()).isEqualTo(2);
        assertThat(location.removeExpired()).isZero();
        assertThat(location.size()).isEqualTo(1);
        assertThat(events).contains("expired bob a", "expired eve c").doesNotContain("expired bob b");
    }

    @Test
    void permanentBindingNeverLapses() {
        location.update("bob", b -> List.of(Bindings.of("a", -1, Binding.Registration.PERMANENT, now)));
        time.advanceMillis(1_000_000_000L);

        assertThat(location.removeExpired()).isZero();
        assertThat(location.isRegistered("bob")).isTrue();
    }

    @Test
    void listenersHearWhatAChangeDid() {
        Binding kept = Bindings.of("kept", -1, now + 60, now);
        location.update("bob", before -> List.of(kept, Bindings.of("a", -1, now + 60, now)));
        events.clear();

        location.update("bob", before -> List.of(kept, Bindings.of("n", -1, now + 60, now)));
        location.update("bob", before -> List.of(Bindings.of("kept", -1, now + 90, now), before.get(1)));
        location.update("bob", before -> List.of());

        assertThat(events)
                .containsExactly(
                        "inserted bob n", "deleted bob a", "updated bob kept", "deleted bob kept", "deleted bob n");
        assertThat(location.size()).isZero();
    }

    @Test
    void loadedBindingsAreNotTold() {
        location.load("bob", List.of(Bindings.of("a", -1, now + 60, now)));
        location.load("bob", List.of(Bindings.of("b", -1, now + 60, now)));

        assertThat(location.lookup("bob")).hasSize(2);
        assertThat(location.find("bob", "b")).isNotNull();
        assertThat(location.find("bob", "c")).isNull();
        assertThat(location.find("eve", "b")).isNull();
        assertThat(events).isEmpty();
    }

    @Test
    void changesOfOneAddressFromManyThreadsAreNotLost() {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        Location quiet = new Location("location", new InMemorySharedMaps().map("location"), time);
        for (int t = 0; t < 8; t++) {
            int first = t * 25;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = first; i < first + 25; i++) {
                    Binding b = Bindings.of("r" + i, -1, now + 60, now);
                    quiet.update("bob", before -> {
                        List<Binding> after = new ArrayList<>(before);
                        after.add(b);
                        return after;
                    });
                }
            }));
        }
        threads.forEach(CompletableFuture::join);

        assertThat(quiet.lookup("bob")).hasSize(200);
    }
}
