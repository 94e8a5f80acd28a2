package org.breakwater.presence.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;
import static org.breakwater.presence.rls.Office.INNER;
import static org.breakwater.presence.rls.Office.LIST;
import static org.breakwater.presence.rls.Office.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.Calls;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.watcher.NotifyPort;
import org.breakwater.presence.watcher.Pace;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.sip.subscription.Notifier;
import org.breakwater.sip.subscription.SubscriptionState;
import org.junit.jupiter.api.Test;

class ListWatchTest {

    private static final int GAP = 1000;
    private static final Quirks SNOM = QuirkTable.shipped().of("snom");

    private final ManualTime time = new ManualTime();
    private final Phone phone = new Phone();
    private final Office office = new Office(new Calls(51));
    private ListWatch<Lamp> watch = watch(office, SNOM, ListLimits.USUAL, new Pace(time, 2, GAP));

    private ListWatch<Lamp> watch(Office world, Quirks quirks, ListLimits limits, Pace pace) {
        return new ListWatch<>(
                LIST,
                world.expansion(limits.members()),
                new Notifier(60, 3600),
                ListView.begin(MemberViews.lamps(quirks), limits, 0),
                new Watch.Ground(phone, pace, time, time));
    }

    private void becomes(String uri, Lamp lamp) {
        office.people.put(uri, new Standing.Known<>(lamp));
        watch.memberChanged(uri);
    }

    private static Lamp rings() {
        return Lamp.of(true, List.of(RINGING));
    }

    @Test
    void subscribeIsFollowedByAllAndAChangeByWhoChanged() {
        watch.subscribe(1800, true);
        phone.take();
        becomes(user(1), rings());

        assertThat(phone.bodies.get(0))
                .contains("version=\"0\" fullState=\"true\"")
                .contains(user(0))
                .contains(user(1))
                .contains(user(2));
        assertThat(phone.bodies.get(1))
                .contains("version=\"1\" fullState=\"false\"")
                .contains("version=\"1\" state=\"partial\" entity=\"" + user(1))
                .doesNotContain("resource uri=\"" + user(0))
                .doesNotContain("resource uri=\"" + user(2));
    }

    @Test
    void somebodyWhoIsNotInTheListDoesNotMatter() {
        watch.subscribe(1800, true);
        phone.take();
        becomes(user(7), rings());

        assertThat(phone.bodies).hasSize(1);
    }

    @Test
    void changesWhileOneIsUnderWayComeTogetherAsTheyAreThen() {
        watch.subscribe(1800, true);
        becomes(user(0), rings());
        becomes(user(1), rings());
        becomes(user(2), rings());
        becomes(user(0), Lamp.of(true, List.of()));
        assertThat(phone.bodies).hasSize(1);

        phone.take();

        assertThat(phone.bodies).hasSize(2);
        assertThat(phone.bodies.get(1))
                .doesNotContain(user(0))
                .contains(user(1))
                .contains(user(2));
    }

    @Test
    void whoJoinsAtTheEndIsToldAloneAndWhoLeavesMakesAFullList() {
        watch.subscribe(1800, true);
        phone.take();
        office.define(LIST, user(0), user(1), user(2), user(3));
        watch.changed();
        phone.take();
        office.define(LIST, user(0), user(2), user(3));
        watch.changed();
        time.advanceMillis(GAP);
        phone.take();

        assertThat(phone.bodies.get(1))
                .contains("fullState=\"false\"")
                .contains(user(3))
                .doesNotContain(user(2));
        assertThat(phone.bodies.get(2)).contains("fullState=\"true\"").doesNotContain(user(1));
        assertThat(phone.list.members.keySet()).containsExactly(user(0), user(2), user(3));
    }

    @Test
    void whoLeavesAndComesBackHasAnotherInstanceAndHigherVersions() {
        watch.subscribe(1800, true);
        phone.take();
        String before = phone.list.members.get(user(2)).id;
        office.define(LIST, user(0), user(1));
        watch.changed();
        phone.take();
        office.define(LIST, user(0), user(1), user(2));
        watch.changed();
        time.advanceMillis(GAP);
        phone.take();

        assertThat(phone.list.members.get(user(2)).id).isNotEqualTo(before);
        assertThat(phone.bodies.get(2)).contains("version=\"2\" state=\"full\" entity=\"" + user(2));
    }

    @Test
    void bigListIsNamedAtOnceAndItsStatesFollow() {
        String[] everybody = new String[12];
        for (int i = 0; i < everybody.length; i++) {
            everybody[i] = user(i);
            office.people.put(user(i), new Standing.Known<>(rings()));
        }
        office.define(LIST, everybody);
        ListLimits limits = new ListLimits(200, 4096, 64 << 10);
        watch = watch(office, SNOM, limits, new Pace(time, 1, GAP));

        watch.subscribe(1800, true);
        phone.take();
        assertThat(phone.list.members).hasSize(12);
        assertThat(phone.list.members.get(user(11)).state).isEmpty();
        time.advanceMillis(GAP - 1);
        assertThat(phone.bodies).hasSize(1);
        for (int i = 0; i < 12; i++) {
            time.advanceMillis(GAP);
            phone.take();
        }

        assertThat(phone.bodies)
                .hasSizeBetween(3, 6)
                .allSatisfy(body -> assertThat(KnownList.utf8(body)).hasSizeLessThanOrEqualTo(4096));
        assertThat(phone.bodies.subList(1, phone.bodies.size()))
                .allSatisfy(body -> assertThat(body).contains("fullState=\"false\""));
        assertThat(phone.list.lines())
                .isEqualTo(Office.lines(office.expansion(200).of(LIST).orElseThrow(), SNOM));
    }

    @Test
    void lastNotifyOfABigListHasAllBecauseNoneFollows() {
        office.define(LIST, user(0), user(1), user(2), user(3), user(4));
        watch = watch(office, SNOM, new ListLimits(200, 1, 64 << 10), new Pace(time, 1, GAP));

        watch.subscribe(0, true);
        phone.take();

        assertThat(phone.states).containsExactly("terminated;reason=timeout");
        assertThat(phone.list.members.values())
                .extracting(member -> member.state)
                .containsOnly("active");
    }

    @Test
    void listWithMoreMembersThanAllowedIsCutOff() {
        office.define(LIST, user(0), user(1), user(2), user(3), user(4));
        watch = watch(office, SNOM, new ListLimits(3, 24 << 10, 24 << 10), new Pace(time, 1, GAP));

        watch.subscribe(1800, true);
        phone.take();

        assertThat(phone.list.members.keySet()).containsExactly(user(0), user(1), user(2));
    }

    @Test
    void listInAListIsShownAsOneAndLoopsEnd() {
        office.define(LIST, user(0), INNER, LIST);
        office.define(INNER, user(1), LIST);
        office.people.put(user(1), new Standing.Known<>(rings()));
        watch.subscribe(1800, true);
        phone.take();

        assertThat(phone.list.members.get(LIST).state).isEqualTo("terminated noresource");
        KnownList inner = phone.list.members.get(INNER).list;
        assertThat(inner.members.get(LIST).state).isEqualTo("terminated noresource");
        assertThat(inner.members.get(user(1)).dialogs).hasSize(1);
        becomes(user(1), Lamp.of(true, List.of(TALKING)));
        phone.take();
        assertThat(phone.bodies.get(1)).doesNotContain(user(0));
        assertThat(phone.list.lines())
                .isEqualTo(Office.lines(office.expansion(200).of(LIST).orElseThrow(), SNOM));
    }

    @Test
    void whoMayNotBeSeenIsPendingOrTerminatedWithoutAState() {
        office.people.put(user(0), new Standing.Pending<>());
        office.people.put(user(1), new Standing.Gone<>("rejected"));
        watch.subscribe(1800, true);
        phone.take();

        assertThat(phone.bodies.get(0))
                .contains("state=\"pending\"/>")
                .contains("state=\"terminated\" reason=\"rejected\"/>")
                .doesNotContain("entity=\"" + user(0))
                .doesNotContain("entity=\"" + user(1));
    }

    @Test
    void listThatIsNoMoreEndsTheSubscription() {
        watch.subscribe(1800, true);
        phone.take();
        office.lists.clear();
        watch.changed();
        phone.take();

        assertThat(phone.states).last().isEqualTo("terminated;reason=noresource");
        assertThat(watch.isEnded()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void presenceIsToldInListsToo() {
        Presence[] now = {Presence.offline(user(0)), Presence.offline(user(1))};
        Expansion<Presence> expansion = new Expansion<>(
                uri -> office.find(uri)
                        .map(list -> new ListDefinition(list.uri(), list.name(), Set.of(), list.entries())),
                "presence",
                uri -> new Standing.Known<>(now[uri.equals(user(0)) ? 0 : 1]),
                2);
        ListWatch<Presence> presence = new ListWatch<>(
                LIST,
                expansion,
                new Notifier(60, 3600),
                ListView.begin(MemberViews.presences(SNOM), ListLimits.USUAL, 0),
                new Watch.Ground(
                        (state, type, body, outcome) -> phone.bodies.add(body + take(outcome)),
                        new Pace(time, 9, GAP),
                        time,
                        time));
        presence.subscribe(1800, true);
        now[1] = Presence.of(user(1), Tuple.of("t", Basic.OPEN));
        presence.memberChanged(user(1));
        presence.changed();

        assertThat(phone.bodies).hasSize(2);
        assertThat(phone.bodies.get(1)).contains("<basic>open</basic>").doesNotContain(user(0));
    }

    private String take(NotifyPort.Outcome outcome) {
        time.schedule(0, outcome::taken);
        time.advanceMillis(0);
        return "";
    }

    @Test
    void phoneThatDoesNotKnowListsIsToldWhatItNeeds() {
        ListDefinition list = office.lists.get(LIST);

        assertThat(EventList.negotiate(list, "dialog", List.of("replaces", " EventList ")))
                .isEqualTo(new EventList.Answer.Accepted());
        assertThat(EventList.negotiate(list, "dialog", List.of("replaces", "100rel")))
                .isEqualTo(new EventList.Answer.Refused(421, "Extension Required", "Require", "eventlist"));
        assertThat(EventList.negotiate(list, "presence", List.of("eventlist")))
                .isEqualTo(new EventList.Answer.Refused(489, "Bad Event", "Allow-Events", "dialog"));
    }

    /** Random days with lost events, failures, refreshes and lists that move: after some quiet the phone knows the truth. */
    @Test
    void listNeverLiesForLong() {
        Calls calls = new Calls(52);
        Random random = calls.random();
        Quirks[] kinds = {SNOM, QuirkTable.shipped().of("SPA962"), Quirks.UNKNOWN};
        int[] rooms = {1, 2500, 24 << 10};
        int partial = 0;
        for (int day = 0; day < 1_000; day++) {
            phone.clear();
            Office world = new Office(calls);
            Quirks quirks = kinds[day % kinds.length];
            ListLimits limits = new ListLimits(day % 7 == 0 ? 6 : 50, rooms[day / 3 % rooms.length], 64 << 10);
            watch = watch(world, quirks, limits, new Pace(time, 3, 200));
            watch.subscribe(3600, true);
            for (int step = 0; step < 30; step++) {
                String moved = random.nextBoolean() ? world.somebodyMoves() : user(0);
                if (random.nextInt(3) == 0) {
                    world.listsMove();
                }
                switch (random.nextInt(6)) {
                    case 0, 1 -> phone.answer(random.nextBoolean(), random.nextBoolean());
                    case 2 -> askAgain();
                    case 3 -> time.advanceMillis(random.nextInt(500));
                    case 4 -> watch.changed();
                    default -> watch.memberChanged(moved);
                }
            }
            for (int quiet = 0; quiet < 80; quiet++) {
                phone.take();
                time.advanceMillis(2_000);
                watch.changed();
            }
            assertThat(phone.list.lines())
                    .as("day %d", day)
                    .isEqualTo(Office.lines(
                            world.expansion(limits.members()).of(LIST).orElseThrow(), quirks));
            partial += (int) phone.bodies.stream()
                    .filter(body -> body.contains("fullState=\"false\""))
                    .count();
            watch.terminate("deactivated");
            phone.take();
            assertThat(watch.isEnded()).isTrue();
        }
        assertThat(partial).as("partial lists").isGreaterThan(1_000);
        assertThat(time.pendingTimers()).isZero();
    }

    private void askAgain() {
        phone.asked++;
        watch.subscribe(3600, true);
    }

    /** Takes NOTIFY, does what documents say, and answers when it is told to. */
    private static final class Phone implements NotifyPort {
        private final List<String> states = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();
        private final List<Runnable> unanswered = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private int asked;
        private KnownList list = new KnownList();

        @Override
        public void send(SubscriptionState state, String contentType, String body, Outcome outcome) {
            states.add(state.toString());
            bodies.add(body);
            unanswered.add(() -> list.apply(contentType, body));
            outcomes.add(outcome);
        }

        void take() {
            answer(true, true);
        }

        void answer(boolean arrives, boolean taken) {
            if (outcomes.isEmpty()) {
                return;
            }
            assertThat(outcomes)
                    .as("one NOTIFY is under way at a time, but for a phone that asks again")
                    .hasSizeLessThanOrEqualTo(1 + asked);
            asked = outcomes.size() == 1 ? 0 : asked;
            if (arrives || taken) {
                unanswered.get(0).run();
            }
            unanswered.remove(0);
            Outcome outcome = outcomes.remove(0);
            if (taken) {
                outcome.taken();
            } else {
                outcome.failedForNow();
            }
        }

        void clear() {
            states.clear();
            bodies.clear();
            list = new KnownList();
        }
    }
}
