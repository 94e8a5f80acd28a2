package org.breakwater.presence.winfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.winfo.Watcher;
import org.breakwater.presence.document.winfo.Watcher.Event;
import org.breakwater.presence.document.winfo.Watcher.Status;
import org.breakwater.presence.document.winfo.WatcherInfo;
import org.breakwater.presence.document.winfo.WatcherInfoXml;
import org.breakwater.presence.watcher.NotifyPort;
import org.breakwater.presence.watcher.Pace;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.sip.subscription.Notifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchingTest {

    private static final String ANN = "sip:1001@pbx.example.lan";
    private static final String BOB = "sip:1002@pbx.example.lan";
    private static final long WEEK = 7 * 86_400_000L;

    private final ManualTime time = new ManualTime();
    private final WatcherRoll roll = new WatcherRoll("pres:1001@PBX.example.lan", "presence", WEEK, time);

    @ParameterizedTest
    @CsvSource({
        "PENDING, APPROVED, ACTIVE",
        "PENDING, TIMEOUT, WAITING",
        "PENDING, REJECTED, TERMINATED",
        "PENDING, NORESOURCE, TERMINATED",
        "PENDING, SUBSCRIBE, PENDING",
        "ACTIVE, APPROVED, ACTIVE",
        "ACTIVE, TIMEOUT, TERMINATED",
        "ACTIVE, DEACTIVATED, TERMINATED",
        "ACTIVE, PROBATION, TERMINATED",
        "WAITING, TIMEOUT, WAITING",
        "WAITING, APPROVED, TERMINATED",
        "WAITING, GIVEUP, TERMINATED",
        "TERMINATED, APPROVED, TERMINATED"
    })
    void statesFollowTheRfc(Status status, Event event, Status next) {
        assertThat(WatcherStates.after(status, event)).isEqualTo(next);
    }

    @Test
    void dayOfAPersonWhoIsWatchedHasTheseOctets() {
        StringBuilder out = new StringBuilder();
        View<Watching> view = WatchingPicture.begin(0);
        view = say(out, "SUBSCRIBE, nobody watches", Optional.of(view.full(roll.watching())), view);
        roll.subscribed("s1", BOB, "Bob \"2\"", false, 3600);
        view = say(out, "somebody asks", view.change(roll.watching()), view);
        time.advanceMillis(60_000);
        roll.decided("s1", true);
        roll.subscribed("s2", "sip:1003@pbx.example.lan", "", true, 600);
        view = say(out, "may; another may anyway", view.change(roll.watching()), view);
        roll.ended("s2", Event.TIMEOUT);
        roll.subscribed("s3", "sip:1004@pbx.example.lan", "", false, 60);
        roll.ended("s3", Event.TIMEOUT);
        view = say(out, "one is over, one ran out undecided", view.change(roll.watching()), view);
        view = say(out, "SUBSCRIBE again", Optional.of(view.full(roll.watching())), view);
        time.advanceMillis(WEEK);
        roll.tidy();
        say(out, "a week later", view.change(roll.watching()), view);

        Golden.assertSame("watching.txt", out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static View<Watching> say(
            StringBuilder out, String title, Optional<View.Shown<Watching>> shown, View<Watching> before) {
        out.append("--- ").append(title).append('\n');
        shown.ifPresent(s -> out.append(s.body()));
        return shown.map(View.Shown::after).orElse(before);
    }

    @Test
    void refreshIsNoChange() {
        roll.subscribed("s1", BOB, "", true, 3600);
        View<Watching> view = WatchingPicture.begin(0).full(roll.watching()).after();
        time.advanceMillis(1_000_000);
        roll.subscribed("s1", BOB, "", true, 3600);

        assertThat(view.change(roll.watching())).isEmpty();
        assertThat(roll.watching().watchers().get(0).expiresSeconds()).isEqualTo(3600);
        assertThat(roll.watching().watchers().get(0).subscribedSeconds()).isEqualTo(1000);
    }

    @Test
    void whoAsksAgainNoLongerWaits() {
        roll.subscribed("s1", BOB, "", false, 60);
        roll.ended("s1", Event.TIMEOUT);
        roll.subscribed("s2", BOB, "", false, 60);

        assertThat(roll.watching().watchers()).extracting(Watcher::id).containsExactly("s2");
        assertThat(roll.watching().ended()).containsEntry("s1", Event.GIVEUP);
    }

    @Test
    void rollIsBounded() {
        for (int i = 0; i < 1000; i++) {
            roll.subscribed("s" + i, "sip:" + i + "@x", "", false, 60);
            roll.ended("s" + i, Event.TIMEOUT);
        }
        assertThat(roll.watching().watchers())
                .hasSize(WatcherRoll.MAX_WAITING)
                .last()
                .extracting(Watcher::id)
                .isEqualTo("s999");
        for (int i = 0; i < 1000; i++) {
            roll.subscribed("t" + i, "sip:t" + i + "@x", "", true, 60);
        }

        assertThat(roll.watching().watchers()).hasSize(WatcherRoll.MAX_WATCHERS);
        assertThat(roll.watching().ended().size()).isLessThan(100);
    }

    /** Random days of a person's own phone that hears of some, loses some and subscribes again. */
    @Test
    void phoneKnowsWhoWatches() {
        Random random = new Random(61);
        for (int day = 0; day < 1_000; day++) {
            WatcherRoll people = new WatcherRoll(ANN, "presence", 5_000, time);
            Phone phone = new Phone();
            Watch<Watching> watch = new Watch<>(
                    new Notifier(60, 36_000),
                    WatchingPicture.begin(day),
                    people::watching,
                    new Watch.Ground(phone::send, new Pace(time, 2, 200), time, time));
            watch.subscribe(36_000, true);
            for (int step = 0; step < 30; step++) {
                String id = "s" + random.nextInt(6);
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> people.subscribed(id, "sip:" + id.charAt(1) + "@x", "", random.nextBoolean(), 60);
                    case 3 -> people.decided(id, random.nextBoolean());
                    case 4 -> people.ended(id, Event.values()[random.nextInt(Event.values().length)]);
                    case 5 -> phone.answer(random.nextBoolean(), random.nextBoolean());
                    case 6 -> watch.subscribe(36_000, true);
                    case 7 -> time.advanceMillis(random.nextInt(3_000));
                    default -> people.tidy();
                }
                if (random.nextBoolean()) {
                    watch.changed();
                }
            }
            for (int quiet = 0; quiet < 10; quiet++) {
                phone.answer(true, true);
                time.advanceMillis(13_000);
                watch.changed();
            }
            Map<String, String> truth = new HashMap<>();
            people.watching().watchers().forEach(w -> truth.put(w.id(), w.uri() + " " + w.status()));
            assertThat(phone.knows).as("day %d", day).isEqualTo(truth);
            watch.terminate("deactivated");
            phone.answer(true, true);
        }
        assertThat(time.pendingTimers()).isZero();
    }

    private static final class Phone {
        private final Map<String, String> knows = new HashMap<>();
        private final List<String> bodies = new ArrayList<>();
        private final List<NotifyPort.Outcome> outcomes = new ArrayList<>();
        private long version = -1;

        void send(Object state, String contentType, String body, NotifyPort.Outcome outcome) {
            bodies.add(body);
            outcomes.add(outcome);
        }

        void answer(boolean arrives, boolean taken) {
            if (outcomes.isEmpty()) {
                return;
            }
            String body = bodies.remove(0);
            if (arrives || taken) {
                read(body);
            }
            NotifyPort.Outcome outcome = outcomes.remove(0);
            if (taken) {
                outcome.taken();
            } else {
                outcome.failedForNow();
            }
        }

        private void read(String body) {
            try {
                WatcherInfo info = WatcherInfoXml.read(body.getBytes(StandardCharsets.UTF_8));
                assertThat(info.version()).isGreaterThan(version);
                assertThat(info.full() || info.version() == version + 1).isTrue();
                version = info.version();
                if (info.full()) {
                    knows.clear();
                }
                for (Watcher watcher : info.lists().get(0).watchers()) {
                    knows.remove(watcher.id());
                    if (watcher.status() != Status.TERMINATED) {
                        knows.put(watcher.id(), watcher.uri() + " " + watcher.status());
                    }
                }
            } catch (DocumentException e) {
                throw new AssertionError(body, e);
            }
        }
    }
}
