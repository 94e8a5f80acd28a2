package org.breakwater.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Bindings;
import org.breakwater.registrar.location.Location;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does on every database. */
abstract class StoreContract {

    final ManualTime time = new ManualTime();
    final long now = time.epochSeconds();
    final Location location = table();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private DirectoryFixture directory;
    private LocationStore store;

    abstract DatabaseUrl url();

    @BeforeEach
    void open() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM location");
        store = new LocationStore(database(), "location", true);
        scheduler.execute(StoreContract::keepBusy); // so that only the test flushes
        store.start(location, scheduler);
    }

    @AfterEach
    void close() {
        scheduler.shutdownNow();
        directory.close();
    }

    private static void keepBusy() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Database database() {
        return directory.directories.own().database();
    }

    private Location table() {
        return new Location("location", new InMemorySharedMaps().map("location"), time);
    }

    private Location loaded(boolean useDomain) {
        Location fresh = table();
        new LocationStore(database(), "location", useDomain).load(fresh, time.epochSeconds());
        return fresh;
    }

    @Test
    void bindingIsWrittenAndReadBackWhole() {
        Binding full = Bindings.of("full", 500, now + 600, now);
        Binding permanent = Bindings.of("permanent", -1, Binding.Registration.PERMANENT, now);
        location.update("bob@home.example", b -> List.of(full, permanent));
        store.flush();

        assertThat(loaded(true).lookup("bob@home.example")).containsExactly(full, permanent);
        assertThat(loaded(false).lookup("bob")).as("without domain").hasSize(2);
        assertThat(store.waiting()).isZero();
    }

    @Test
    void newestStateWinsAndRemovedBindingsAreDeleted() {
        location.update(
                "bob@h", b -> List.of(Bindings.of("a", -1, now + 60, now), Bindings.of("b", -1, now + 60, now)));
        store.flush();
        location.update("bob@h", b -> List.of(Bindings.of("a", 100, now + 90, now + 1)));
        location.update("bob@h", b -> List.of(Bindings.of("a", 200, now + 99, now + 2)));
        store.flush();

        assertThat(loaded(true).lookup("bob@h")).containsExactly(Bindings.of("a", 200, now + 99, now + 2));
    }

    @Test
    void changeToldLateDoesNotBringARemovedBindingBack() {
        Binding gone = Bindings.of("gone", -1, now + 60, now);
        location.update("bob@h", b -> List.of(gone));
        location.update("bob@h", b -> List.of());
        store.inserted("bob@h", gone);
        store.flush();

        assertThat(loaded(true).size()).isZero();
    }

    @Test
    void lapsedRowsAreNotLoaded() {
        location.update("bob@h", b -> List.of(Bindings.of("a", -1, now + 10, now)));
        store.flush();
        time.advanceMillis(11_000);

        assertThat(loaded(true).size()).isZero();
    }

    @Test
    void bindingsOfADeadServerAreWrittenAndOnesThatDepartedAreDeleted() {
        Binding theirs = Bindings.of("theirs", -1, now + 60, now);
        location.load("bob@h", List.of(theirs));
        store.flush();
        assertThat(loaded(true).size()).as("rows that were only loaded").isZero();
        location.holderDied("");
        store.flush();
        assertThat(loaded(true).lookup("bob@h")).containsExactly(theirs);

        store.departed("bob@h", Bindings.of("older", -1, now + 60, now));
        location.update("bob@h", b -> List.of());
        store.flush();
        assertThat(loaded(true).size()).isZero();
    }

    void changesWaitWhile(Runnable breaking, Runnable mending) {
        location.update("bob@h", b -> List.of(Bindings.of("a", 1, now + 60, now)));
        store.flush();
        breaking.run();
        location.update("bob@h", b -> List.of(Bindings.of("a", 2, now + 60, now)));
        store.flush();
        assertThat(store.waiting()).isEqualTo(1);
        location.update("bob@h", b -> List.of(Bindings.of("a", 3, now + 60, now)));
        assertThat(store.waiting()).isEqualTo(1);
        mending.run();
        store.flush();

        assertThat(store.waiting()).isZero();
        assertThat(loaded(true).lookup("bob@h")).extracting(Binding::q).containsExactly(3);
    }

    void execute(String sql) {
        directory.execute(sql);
    }
}
