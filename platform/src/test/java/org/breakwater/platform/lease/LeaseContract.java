package org.breakwater.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leases do on every database. The database's clock is not ours: time passes there by setting rows back. */
abstract class LeaseContract {

    private static final Duration LENGTH = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final ManualTime skewed = new ManualTime();
    private DirectoryFixture directory;
    private SqlExecutor sql;
    private Leases first;
    private Leases second;

    abstract DatabaseUrl url();

    @BeforeEach
    void open() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM breakwater_lease");
        sql = directory.directories.own().sql();
        skewed.advanceMillis(10_000_000);
        first = new Leases(sql, time, "main1/a");
        second = new Leases(sql, skewed, "main2/b");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private void passSeconds(int seconds) {
        directory.execute("UPDATE breakwater_lease SET expires = expires - " + seconds);
        time.advanceMillis(seconds * 1000L);
        skewed.advanceMillis(seconds * 1000L);
    }

    @Test
    void oneServerHasItWhateverTheClocksOfTheOthersSay() {
        Lease lease = first.take("reports", LENGTH).orElseThrow();

        assertThat(second.take("reports", LENGTH)).isEmpty();
        assertThat(second.take("mail", LENGTH)).isPresent();
        assertThat(lease.isValid(time)).isTrue();
        assertThat(first.isCurrent(lease)).isTrue();
    }

    @Test
    void anybodyIsToldWhoHasIt() {
        assertThat(second.holder("reports")).isEmpty();
        Lease lease = first.take("reports", LENGTH).orElseThrow();

        assertThat(second.holder("reports")).contains("main1/a");
        assertThat(second.holder("mail")).isEmpty();
        passSeconds(30);
        assertThat(second.holder("reports")).as("it ended").isEmpty();
        assertThat(second.take("reports", LENGTH)).isPresent();
        first.release(lease);
        assertThat(first.holder("reports")).contains("main2/b");
    }

    @Test
    void itIsTakenOverWithAHigherTokenOnceItEnded() {
        Lease before = first.take("reports", LENGTH).orElseThrow();
        passSeconds(28);
        assertThat(before.isValid(time)).isTrue();
        assertThat(second.take("reports", LENGTH)).isEmpty();
        passSeconds(1);
        assertThat(before.isValid(time)).as("its holder gives up first").isFalse();
        passSeconds(1);

        Lease after = second.take("reports", LENGTH).orElseThrow();
        assertThat(after.token()).isGreaterThan(before.token());
        assertThat(first.renew(before, LENGTH)).isEmpty();
        assertThat(first.isCurrent(before)).isFalse();
        first.release(before);
        assertThat(second.isCurrent(after)).as("an old holder releases nothing").isTrue();
    }

    @Test
    void renewalKeepsTheToken() {
        Lease lease = first.take("reports", LENGTH).orElseThrow();
        passSeconds(20);
        Lease renewed = first.renew(lease, LENGTH).orElseThrow();
        passSeconds(20);

        assertThat(renewed.token()).isEqualTo(lease.token());
        assertThat(renewed.isValid(time)).isTrue();
        assertThat(second.take("reports", LENGTH)).isEmpty();
    }

    @Test
    void tokensGrowForEver() {
        long last = 0;
        for (int i = 0; i < 20; i++) {
            Lease lease = (i % 2 == 0 ? first : second).take("reports", LENGTH).orElseThrow();
            assertThat(lease.token()).isGreaterThan(last);
            last = lease.token();
            (i % 2 == 0 ? first : second).release(lease);
        }
    }

    @Test
    void fenceLetsOnlyTheHolderWrite() {
        directory.execute("DELETE FROM breakwater_user", "INSERT INTO breakwater_user VALUES ('job', 'd', '')");
        Lease old = first.take("reports", LENGTH).orElseThrow();
        passSeconds(31);
        Lease current = second.take("reports", LENGTH).orElseThrow();
        String statement = "UPDATE breakwater_user SET display_name = ? WHERE username = 'job' AND " + Leases.FENCE;

        assertThat(sql.executeBlocking(statement, "late", old.name(), old.token()))
                .isEqualTo(new SqlResult.Updated(0));
        assertThat(sql.executeBlocking(statement, "right", current.name(), current.token()))
                .isEqualTo(new SqlResult.Updated(1));
    }

    @Test
    void oneOfManyThatAskAtOnceGetsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Lease>>> asked = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Leases leases = new Leases(sql, time, "server" + i);
                asked.add(threads.submit(() -> leases.take("rush", LENGTH)));
            }
            int got = 0;
            for (Future<Optional<Lease>> answer : asked) {
                got += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leadershipIsKeptLostAndTakenAgain() {
        Leadership one = new Leadership(first, time, "jobs", LENGTH);
        Leadership two = new Leadership(second, skewed, "jobs", LENGTH);
        one.attempt();
        two.attempt();
        assertThat(one.lease()).isPresent();
        assertThat(two.lease()).isEmpty();
        passSeconds(10);
        one.attempt();
        passSeconds(25);
        two.attempt();
        assertThat(one.lease()).isPresent();
        assertThat(two.lease()).isEmpty();

        passSeconds(10);
        two.attempt();
        assertThat(one.lease()).isEmpty();
        assertThat(two.lease()).isPresent();
        one.attempt();
        assertThat(one.lease()).isEmpty();
        two.stop();
        one.attempt();
        assertThat(one.lease()).isPresent();
    }

    @Test
    void withoutTheDatabaseALeaseHoldsOnlyAsLongAsItWasGiven() {
        Leadership leader = new Leadership(first, time, "jobs", LENGTH);
        leader.attempt();
        directory.execute("ALTER TABLE breakwater_lease RENAME TO breakwater_away");
        try {
            leader.attempt();
            assertThat(leader.lease()).isPresent();
            time.advanceMillis(29_000);
            leader.attempt();
            assertThat(leader.lease()).isEmpty();
            assertThatThrownBy(() -> first.take("jobs", LENGTH))
                    .isInstanceOf(LeaseException.class)
                    .hasMessageStartingWith("the database does not lend: ");
        } finally {
            directory.execute("ALTER TABLE breakwater_away RENAME TO breakwater_lease");
        }
    }

    @Test
    void leaseTooShortForSecondsIsRefused() {
        assertThatThrownBy(() -> first.take("jobs", Duration.ofSeconds(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 s");
    }
}
