package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
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
    void connectionOfAnotherServerIsNoneHere() {
        Location here = new Location("location", new InMemorySharedMaps().map("location"), time, "main1/a");
        Binding ours = held("ours", "main1/a");
        Binding theirs = held("theirs", "main2/b");
        Binding before = held("before", "main1/earlier");
        here.update("bob", b -> List.of(ours, theirs, before));
        here.update("eve", b -> List.of(theirs));

        assertThat(here.lookup("bob"))
                .extracting(b -> b.ruid() + b.route().flowId())
                .containsExactlyInAnyOrder("ours9", "theirs0", "before0");
        assertThat(here.lookup("eve")).extracting(b -> b.route().flowId()).containsExactly(0L);
        assertThat(here.lookup("eve")).extracting(b -> b.route().holder()).containsExactly("main2/b");
    }

    private Binding held(String ruid, String holder) {
        Binding b = Bindings.of(ruid, -1, now + 60, now);
        return new Binding(
                ruid, b.contact(), b.registration(), new Binding.Reach(null, null, null, 9, holder), b.device(), -1, 0);
    }

    @Test
    void whatAnotherServerTookAwayIsToldAsDeparted() {
        List<SharedMap.Listener<String, AorBindings>> elsewhere = new ArrayList<>();
        SharedMap<String, AorBindings> map = new InMemorySharedMaps().map("location");
        Location here = new Location("location", new WithNeighbour(map, elsewhere), time);
        here.addListener(new LocationListener() {
            @Override
            public void departed(String aor, Binding b) {
                events.add("departed " + aor + " " + b.ruid());
            }
        });
        AorBindings both =
                new AorBindings(List.of(Bindings.of("a", -1, now + 60, now), Bindings.of("b", -1, now + 60, now)));
        elsewhere.get(0).changed("bob", null, both);
        elsewhere.get(0).changed("bob", both, new AorBindings(both.bindings().subList(0, 1)));
        elsewhere.get(0).changed("bob", new AorBindings(both.bindings().subList(0, 1)), null);

        assertThat(events).containsExactly("departed bob b", "departed bob a");
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
