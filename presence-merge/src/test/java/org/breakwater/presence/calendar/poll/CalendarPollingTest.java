package org.breakwater.presence.calendar.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.calendar.account.Accounts;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.alarm.ManualAlarms;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.source.CalendarAnswer;
import org.breakwater.presence.calendar.source.CalendarSource;
import org.breakwater.presence.calendar.source.Validator;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.merge.Why;
import org.junit.jupiter.api.Test;

class CalendarPollingTest {

    private static final long MINUTE = 60_000;
    private static final DirectoryName ALICE = Accounts.ALICE;

    private final ManualTime time = new ManualTime();
    private final ManualAlarms alarms = new ManualAlarms(time);
    private final long begin = time.epochMillis();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Instant> until = new HashMap<>();
    private final Map<String, CalendarSource> sources = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private Executor pool = Runnable::run;
    private boolean publishingFails;

    private final CalendarPolling polling = new CalendarPolling(
            new PollPorts(time, alarms, task -> pool.execute(task), this::open, new Told(), () -> 0.5, metrics),
            PollPolicy.DEFAULT);

    private CalendarSource open(CalendarAccount account) {
        return (window, known) -> {
            asked.add((time.epochMillis() - begin) / 1000 + " " + account.name() + " " + known.etag());
            return sources.get(account.name()).fetch(window, known);
        };
    }

    private final class Told implements CalendarPresence {
        @Override
        public void publish(DirectoryName user, Presence presence, long untilMillis) {
            if (publishingFails) {
                throw new IllegalStateException("for the test");
            }
            told.add(minute() + " " + Why.words(presence).replaceAll(" until.*", "\""));
            until.put(user.username(), Instant.ofEpochMilli(untilMillis));
        }

        @Override
        public void withdraw(DirectoryName user) {
            told.add(minute() + " nothing");
        }
    }

    private long minute() {
        return (time.epochMillis() - begin) / MINUTE;
    }

    private static CalendarAccount account(String name, String server) {
        return new CalendarAccount(
                ALICE,
                name,
                CalendarKind.ICS,
                CalendarPlace.at(URI.create("https://" + server + "/x.ics")),
                CalendarLogin.NONE,
                Accounts.BERLIN);
    }

    private BusyInterval busy(long fromMinute, long toMinute) {
        return new BusyInterval(
                Instant.ofEpochMilli(begin + fromMinute * MINUTE),
                Instant.ofEpochMilli(begin + toMinute * MINUTE),
                BusyKind.BUSY,
                false,
                "");
    }

    private static CalendarSource says(BusyInterval... intervals) {
        CalendarAnswer answer = new CalendarAnswer(new FreeBusy(List.of(intervals), List.of()), new Validator("v", ""));
        return (window, known) -> answer;
    }

    private static CalendarSource fails() {
        return (window, known) -> {
            throw new CalendarException("it is down");
        };
    }

    private void minutes(long minutes) {
        time.advanceMillis(minutes * MINUTE);
    }

    @Test
    void intervalsAreToldWhenTheyBeginAndEndWithoutAskingAgain() {
        sources.put("main", says(busy(2, 3), busy(4, 60)));
        polling.start(List.of(account("main", "a.example")));
        minutes(4);
        assertThat(told).containsExactly("0 nothing", "2 open, busy \"Busy\"", "3 nothing", "4 open, busy \"Busy\"");
        assertThat(asked).containsExactly("0 main ");
        assertThat(until.get("1001")).isEqualTo(Instant.ofEpochMilli(begin + 60 * MINUTE));
    }

    @Test
    void publicationLastsALittleLongerThanTheIntervalSoThatTheNextOneFollowsWithoutAGap() {
        sources.put("main", says(busy(0, 3), busy(3, 4)));
        polling.start(List.of(account("main", "a.example")));
        minutes(2);
        assertThat(until.get("1001")).isEqualTo(Instant.ofEpochMilli(begin + 3 * MINUTE + 10_000));
        minutes(1);
        assertThat(told).hasSize(2).allMatch(t -> t.endsWith("\"Busy\""));
    }

    @Test
    void calendarIsAskedEveryFiveMinutesAndWhetherItChanged() {
        sources.put(
                "main",
                (window, known) -> known.etag().isEmpty()
                        ? new CalendarAnswer(new FreeBusy(List.of(busy(0, 20_000)), List.of()), new Validator("v", ""))
                        : new CalendarAnswer(null, known));
        polling.start(List.of(account("main", "a.example")));
        minutes(11);
        assertThat(asked).containsExactly("0 main ", "300 main v", "600 main v");
        assertThat(told).as("what it said last still holds").hasSize(3).allMatch(t -> t.endsWith("\"Busy\""));
        asked.clear();
        minutes(7 * 24 * 60);
        assertThat(asked)
                .as("whole again before what is known ends")
                .filteredOn(a -> a.endsWith(" main "))
                .hasSize(1);
        assertThat(metrics.scrape()).contains("breakwater_calendar_questions_total{result=\"unchanged\"}");
    }

    @Test
    void calendarThatFailsKeepsItsStateUntilItIsStaleAndIsAskedLessOften() {
        sources.put("main", says(busy(0, 600)));
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        sources.put("main", fails());
        minutes(239);
        assertThat(told).startsWith("0 open, busy \"Busy\"").endsWith("60 nothing");
        assertThat(told).filteredOn(t -> t.endsWith("nothing")).hasSize(1);
        assertThat(asked)
                .startsWith(
                        "0 main ",
                        "300 main v",
                        "600 main v",
                        "1200 main v",
                        "2400 main v",
                        "4200 main v",
                        "6000 main v");
        assertThat(polling.status()).singleElement().satisfies(status -> {
            assertThat(status.problem()).isEqualTo("it is down");
            assertThat(status.failures()).isEqualTo(asked.size() - 1);
            assertThat(status.answeredMillis()).isEqualTo(begin);
        });

        sources.put("main", says(busy(0, 600)));
        minutes(31);
        assertThat(told.get(told.size() - 1)).endsWith("open, busy \"Busy\"");
        assertThat(polling.status())
                .singleElement()
                .satisfies(s -> assertThat(s.failures()).isZero());
    }

    @Test
    void serverThatAsksForARestGetsIt() {
        sources.put("main", (window, known) -> {
            throw new CalendarException("too many", 1200);
        });
        polling.start(List.of(account("main", "a.example")));
        minutes(21);
        assertThat(asked).containsExactly("0 main ", "1200 main ");
    }

    @Test
    void twoCalendarsOfAUserAreOne() {
        sources.put("a", says(busy(0, 10)));
        sources.put("b", says(busy(5, 20)));
        polling.start(List.of(account("a", "a.example"), account("b", "b.example")));
        minutes(4);
        assertThat(told).containsExactly("0 open, busy \"Busy\"");
        sources.put("b", fails());
        minutes(10);
        assertThat(told).as("what b said counts on").allMatch(t -> t.endsWith("\"Busy\""));
        minutes(7);
        assertThat(told.get(told.size() - 1)).isEqualTo("20 nothing");
    }

    @Test
    void nothingIsToldBeforeEveryCalendarWasHeard() {
        sources.put("a", says());
        sources.put("b", says(busy(0, 10)));
        List<Runnable> later = new ArrayList<>();
        pool = later::add;
        polling.start(List.of(account("a", "a.example"), account("b", "b.example")));
        minutes(1);
        later.get(0).run();
        assertThat(told).isEmpty();
        later.get(1).run();
        assertThat(told).containsExactly("1 open, busy \"Busy\"");
    }

    @Test
    void removedCalendarIsForgottenAndAChangedOneAskedAnew() {
        sources.put("a", says(busy(0, 100)));
        sources.put("b", says());
        polling.start(List.of(account("a", "a.example"), account("b", "b.example")));
        minutes(1);
        polling.replace(List.of(account("a", "a.example"), account("b", "c.example")));
        minutes(1);
        assertThat(asked).containsExactlyInAnyOrder("0 a ", "0 b ", "60 b ");
        polling.replace(List.of());
        assertThat(told.get(told.size() - 1)).isEqualTo("2 nothing");
        assertThat(alarms.size()).isZero();
        assertThat(polling.status()).isEmpty();
    }

    @Test
    void answerThatComesAfterItsCalendarWasRemovedIsDropped() {
        sources.put("main", says(busy(0, 100)));
        List<Runnable> later = new ArrayList<>();
        pool = later::add;
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        polling.replace(List.of());
        later.get(0).run();
        assertThat(told).containsExactly("1 nothing");
        assertThat(alarms.size()).isZero();
    }

    @Test
    void calendarsAreLeftToAnotherServerWithoutWithdrawing() {
        sources.put("main", says(busy(0, 100)));
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        polling.leave();
        minutes(200);
        assertThat(told).containsExactly("0 open, busy \"Busy\"");
        assertThat(alarms.size()).isZero();
        polling.replace(List.of(account("main", "a.example")));
        minutes(1);
        assertThat(told).last().isEqualTo("201 nothing");
    }

    @Test
    void serverThatHangsHoldsUpNoOther() {
        List<Runnable> hanging = new ArrayList<>();
        pool = task -> {
            if (hanging.size() < 4) {
                hanging.add(task);
            } else {
                task.run();
            }
        };
        List<CalendarAccount> accounts = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            sources.put("slow" + i, says());
            accounts.add(account("slow" + i, "slow.example"));
        }
        polling.start(accounts);
        minutes(1);
        assertThat(asked).isEmpty();
        assertThat(hanging).as("no more than four wait for one server").hasSize(4);

        sources.put("quick", says());
        accounts.add(account("quick", "quick.example"));
        polling.replace(accounts);
        minutes(1);
        assertThat(asked).containsExactly("60 quick ");

        hanging.forEach(Runnable::run);
        minutes(1);
        assertThat(asked).as("those put off follow").hasSize(8);
    }

    @Test
    void fullPoolPutsQuestionsOff() {
        sources.put("main", says());
        pool = task -> {
            throw new RejectedExecutionException();
        };
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        assertThat(asked).isEmpty();
        pool = Runnable::run;
        minutes(1);
        assertThat(asked).hasSize(1);
        assertThat(metrics.scrape()).contains("breakwater_calendar_questions_total{result=\"put_off\"}");
    }

    @Test
    void manyNewCalendarsAreNotAskedAllAtOnce() {
        List<CalendarAccount> accounts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sources.put("c" + i, says());
            accounts.add(account("c" + i, "s" + i + ".example"));
        }
        polling.start(accounts);
        minutes(2);
        assertThat(asked).as("half of five minutes, as chance has it here").isEmpty();
        minutes(1);
        assertThat(asked).hasSize(100);
    }

    @Test
    void faultOfTheProgramIsAFailureLikeOthers() {
        sources.put("main", (window, known) -> {
            throw new IllegalStateException("for the test");
        });
        polling.start(List.of(account("main", "a.example")));
        minutes(6);
        assertThat(asked).hasSize(2);
        assertThat(polling.status())
                .singleElement()
                .satisfies(s -> assertThat(s.problem()).isEqualTo("this program could not ask; see its log"));
    }

    @Test
    void whatCannotBePublishedIsPublishedSoon() {
        sources.put("main", says(busy(0, 100)));
        publishingFails = true;
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        publishingFails = false;
        minutes(1);
        assertThat(told).containsExactly("1 open, busy \"Busy\"");
        assertThat(asked).hasSize(1);
    }

    @Test
    void windowReachesAWeekAhead() {
        List<Duration> windows = new ArrayList<>();
        sources.put("main", (window, known) -> {
            windows.add(Duration.between(window.from(), window.until()));
            return new CalendarAnswer(FreeBusy.FREE, Validator.NONE);
        });
        polling.start(List.of(account("main", "a.example")));
        minutes(1);
        assertThat(windows).containsExactly(Duration.ofDays(7));
    }
}
