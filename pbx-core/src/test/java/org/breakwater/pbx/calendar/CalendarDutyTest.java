package org.breakwater.pbx.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lease.Lease;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.junit.jupiter.api.Test;

class CalendarDutyTest {

    private final ManualTime time = new ManualTime();
    private final List<String> done = new ArrayList<>();
    private final List<CalendarAccount> rows = new ArrayList<>();
    private long changes;
    private Lease lease;
    private Runnable whileReading = () -> {};
    private final CalendarDuty duty = new CalendarDuty(
            () -> Optional.ofNullable(lease).filter(l -> l.isValid(time)), new Rows(), new Noted(), time);

    private final class Rows implements CalendarTable {
        @Override
        public long changes() {
            return changes;
        }

        @Override
        public List<CalendarAccount> list() {
            whileReading.run();
            return List.copyOf(rows);
        }
    }

    private final class Noted implements CalendarDuty.Questions {
        @Override
        public void begin(List<CalendarAccount> accounts) {
            done.add("begin " + accounts.size());
        }

        @Override
        public void replace(List<CalendarAccount> accounts) {
            done.add("replace " + accounts.size());
        }

        @Override
        public void leave() {
            done.add("leave");
        }
    }

    private void leased(long token) {
        lease = new Lease("calendars", "main1/a", token, time.monotonicNanos() + 10_000_000_000L);
    }

    private void add(String user) {
        rows.add(new CalendarAccount(
                new DirectoryName(user, "pbx.example"),
                "main",
                CalendarKind.ICS,
                CalendarPlace.at(URI.create("https://cal.example/c.ics")),
                CalendarLogin.NONE,
                new CalendarSettings(ZoneId.of("UTC"), false, false)));
        changes++;
    }

    @Test
    void serverWithoutTheLeaseAsksNothing() {
        add("1001");
        duty.look();
        duty.endWithoutLease();
        assertThat(done).isEmpty();
        assertThat(duty.isAsking()).isFalse();
    }

    @Test
    void serverWithTheLeaseAsksAndFollowsTheTable() {
        add("1001");
        leased(1);
        duty.look();
        duty.look();
        add("1002");
        duty.look();
        duty.endWithoutLease();
        assertThat(done).containsExactly("begin 1", "replace 2");
        assertThat(duty.isAsking()).isTrue();
    }

    @Test
    void whatWasChangedByHandIsFoundWithinAMinute() {
        leased(1);
        duty.look();
        add("1001");
        changes--;
        time.advanceMillis(59_999);
        leased(1);
        duty.look();
        assertThat(done).containsExactly("begin 0");
        time.advanceMillis(1);
        duty.look();
        assertThat(done).containsExactly("begin 0", "replace 1");
    }

    @Test
    void serverWhoseLeaseRanOutLeavesAtOnceAndBeginsAnewWithTheNext() {
        leased(1);
        duty.look();
        time.advanceMillis(10_000);
        duty.endWithoutLease();
        duty.endWithoutLease();
        assertThat(done).containsExactly("begin 0", "leave");

        leased(1); // renewed late: the database had lent it to nobody else
        duty.look();
        assertThat(done).containsExactly("begin 0", "leave", "begin 0");
        leased(3);
        duty.look();
        assertThat(done).as("it was in other hands meanwhile").endsWith("begin 0", "begin 0");
    }

    @Test
    void leaseThatRunsOutWhileTheTableIsReadBeginsNothing() {
        leased(1);
        whileReading = () -> time.advanceMillis(10_000);
        duty.look();
        assertThat(done).isEmpty();
    }

    @Test
    void tableThatCannotBeReadIsReadLater() {
        add("1001");
        leased(1);
        whileReading = () -> {
            throw new DatabaseException("it is down", new IllegalStateException());
        };
        duty.look();
        assertThat(done).isEmpty();
        whileReading = () -> {};
        duty.look();
        assertThat(done).containsExactly("begin 1");
    }
}
