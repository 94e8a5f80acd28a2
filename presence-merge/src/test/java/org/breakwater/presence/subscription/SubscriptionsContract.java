package org.breakwater.presence.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;

import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.subscription.Mains.Main;
import org.breakwater.presence.xcap.Handling;
import org.junit.jupiter.api.Test;

/** What holds for subscriptions in every kind of shared map. */
public abstract class SubscriptionsContract {

    private static final int HOUR = 3600;

    private final Mains mains = new Mains();

    /** A map without entries. */
    protected abstract SharedMap<String, Subscription> emptyMap();

    private final SharedMap<String, Subscription> map = emptyMap();
    private final Main one = mains.main("main1", map);
    private final Main two = mains.main("main2", map);

    private Subscription begin(Main at, String callId, String phone) {
        Subscription s = mains.lamp(callId, phone, at, HOUR);
        at.subscriptions.begin(s, HOUR);
        one.settle();
        two.settle();
        return s;
    }

    private void change(Main at) {
        at.subscriptions.changed("sip:1002@ours");
    }

    @Test
    void subscribeIsKeptAndFollowedByTheFullState() {
        Subscription s = begin(one, "c", "192.0.2.1");

        Notification first = one.answer(200);
        assertThat(first.cseq()).isEqualTo(1);
        assertThat(first.state().toString()).isEqualTo("active;expires=3600");
        assertThat(first.body()).contains("version=\"0\" state=\"full\" entity=\"sip:1002@pbx\"");
        assertThat(one.desk.find(s.key()).term().owner()).isEqualTo("main1/run");
        assertThat(two.sent).isEmpty();
    }

    @Test
    void changesAreToldByTheServerThatServesIt() {
        begin(one, "c", "192.0.2.1");
        one.answer(200);
        mains.calls.add(RINGING);
        change(one);
        change(two);

        assertThat(one.answer(200).body()).contains("early");
        assertThat(two.sent).isEmpty();
    }

    @Test
    void fetchIsAnsweredOnceAndNotKept() {
        one.subscriptions.begin(mains.lamp("c", "192.0.2.1", one, 0), 0);

        assertThat(one.answer(200).state().toString()).startsWith("terminated");
        assertThat(map.size()).isZero();
        assertThat(one.subscriptions.size()).isZero();
    }

    @Test
    void subscriptionEndsByRequestAndByTime() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        one.subscriptions.refresh(s.key(), s.dialog().remoteTarget(), s.phone(), 0);
        assertThat(one.answer(200).state().toString()).startsWith("terminated");
        assertThat(map.size()).isZero();

        begin(one, "d", "192.0.2.1");
        one.answer(200);
        mains.time.advanceMillis(HOUR * 1000L + 20);
        assertThat(one.answer(200).state().toString()).isEqualTo("terminated;reason=timeout");
        assertThat(map.size()).isZero();
        assertThat(one.subscriptions.size()).isZero();
    }

    @Test
    void phoneThatKnowsOfNoSubscriptionIsTakenOut() {
        begin(one, "c", "192.0.2.1");
        one.answer(481);

        assertThat(map.size()).isZero();
        change(one);
        assertThat(one.sent).isEmpty();
    }

    @Test
    void phoneThatCannotBeReachedForNowIsTriedAgain() {
        begin(one, "c", "192.0.2.1");
        one.answer(NotifySender.NOT_SENT);
        assertThat(one.sent).isEmpty();
        mains.time.advanceMillis(1_020);

        assertThat(one.answer(200).cseq()).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void newDialogOfTheSameContactTakesThePlaceOfTheOldOne() {
        begin(one, "old", "192.0.2.1");
        one.answer(200);
        begin(one, "other phone", "192.0.2.2");
        one.answer(200);
        begin(one, "new", "192.0.2.1");
        one.answer(200);
        mains.calls.add(TALKING);
        change(one);

        assertThat(one.sent)
                .extracting(n -> n.subscription().dialog().ids().callId())
                .containsExactlyInAnyOrder("other phone", "new");
        assertThat(map.size()).isEqualTo(2);
    }

    @Test
    void newDialogAtTheOtherServerTakesThePlaceOfTheOldOneToo() {
        begin(one, "old", "192.0.2.1");
        one.answer(200);
        begin(two, "new", "192.0.2.1");
        two.answer(200);
        mains.calls.add(TALKING);
        change(one);
        change(two);

        assertThat(one.sent).isEmpty();
        assertThat(two.sent).hasSize(1);
        assertThat(one.subscriptions.size()).isZero();
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void survivorGoesOnWithFullStateAndNumbersThatWereNeverUsed() {
        begin(one, "c", "192.0.2.1");
        one.answer(200);
        one.die();
        mains.calls.add(TALKING);
        two.subscriptions.adoptOrphans();

        Notification next = two.answer(200);
        assertThat(next.cseq()).isGreaterThan(Served.BLOCK);
        assertThat(next.body()).contains("version=\"" + (next.cseq() - 1) + "\" state=\"full\"", "confirmed");
        assertThat(next.state().toString()).isEqualTo("active;expires=3600");
        assertThat(next.subscription().phone().flowId())
                .as("a connection of the dead server")
                .isZero();
        assertThat(map.get(next.subscription().key()).term().owner()).isEqualTo("main2/run");
        assertThat(map.get(next.subscription().key()).term().reserved()).isEqualTo(next.cseq() - 1 + Served.BLOCK);
    }

    @Test
    void numbersAreReservedAgainBeforeTheyRunOut() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        for (int i = 0; i < Served.BLOCK + 5; i++) {
            one.subscriptions.refresh(s.key(), s.dialog().remoteTarget(), s.phone(), HOUR);
            assertThat(one.sent.get(0).cseq())
                    .isLessThanOrEqualTo(map.get(s.key()).term().reserved());
            one.answer(200);
        }
        assertThat(map.get(s.key()).term().reserved()).isGreaterThan(2 * Served.BLOCK - 1);
    }

    @Test
    void subscriptionThatRanOutWhileNobodyServedItIsNotTakenOver() {
        begin(one, "c", "192.0.2.1");
        one.answer(200);
        one.die();
        mains.time.advanceMillis(HOUR * 1000L + 1);
        two.subscriptions.adoptOrphans();

        assertThat(two.sent).isEmpty();
        assertThat(map.size()).isZero();
    }

    @Test
    void twoServersThatTakeItOverAtOnceUseDifferentNumbers() {
        Subscription s = begin(one, "c", "192.0.2.1");
        Subscription here = Served.reserve(s, new Member("main1", "x"));
        Subscription there = Served.reserve(s, new Member("main2", "x"));

        assertThat(Served.reserve(here, new Member("main1", "y")).term().reserved())
                .isNotEqualTo(
                        Served.reserve(there, new Member("main2", "y")).term().reserved());
    }

    @Test
    void ownerGoesOnAboveWhatAnotherServerUsedWhileTheMainsWereCut() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        Subscription.Term term = map.get(s.key()).term();
        Subscription merged =
                map.get(s.key()).with(new Subscription.Term(term.owner(), term.expiresAtMillis(), 90 * Served.BLOCK));
        map.put(s.key(), merged);
        one.settle();

        Notification next = one.answer(200);
        assertThat(next.cseq()).isGreaterThan(90 * Served.BLOCK);
        assertThat(next.body()).contains("version=\"" + (next.cseq() - 1) + "\" state=\"full\"");
    }

    @Test
    void serverWhosePhoneHeardTheOtherSideOfACutGoesAboveItOnce() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        int other = Served.reserve(map.get(s.key()), new Member("main2", "run"))
                .term()
                .reserved();
        mains.calls.add(TALKING);
        change(one);
        one.answer(500);

        Notification above = one.answer(500);
        assertThat(above.cseq()).isGreaterThan(other);
        assertThat(above.body()).contains("version=\"" + (above.cseq() - 1) + "\" state=\"full\"", "confirmed");
        assertThat(map.get(s.key()).term().reserved()).isEqualTo(above.cseq() - 1 + Served.BLOCK);
        assertThat(one.sent).as("a phone that believes nothing").isEmpty();
        mains.time.advanceMillis(1_020);
        assertThat(one.answer(200).cseq()).isEqualTo(above.cseq() + 1);
    }

    @Test
    void lateArrivalOfAnOlderNotifyIsNoReasonToGoAbove() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        mains.calls.add(TALKING);
        change(one);
        mains.time.advanceMillis(3_500);
        one.subscriptions.repair();
        mains.time.advanceMillis(200);
        assertThat(one.sent).extracting(Notification::cseq).containsExactly(2, 3);
        one.answer(500);

        assertThat(one.sent).extracting(Notification::cseq).containsExactly(3);
        one.answer(200);
        assertThat(one.sent).isEmpty();
        assertThat(map.get(s.key()).term().reserved()).isEqualTo(Served.BLOCK);
    }

    @Test
    void serverThatIsOutrunByTheNewOwnerLeavesItToThat() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        mains.calls.add(TALKING);
        change(one);
        two.subscriptions.refresh(s.key(), s.dialog().remoteTarget(), s.phone(), HOUR);
        two.answer(200);
        one.answer(500);

        assertThat(one.sent).isEmpty();
        assertThat(one.subscriptions.size()).isZero();
        assertThat(map.get(s.key()).term().owner()).isEqualTo("main2/run");
    }

    @Test
    void phoneThatSubscribesAgainAtTheOtherServerIsServedThereFromThenOn() {
        Subscription s = begin(one, "c", "192.0.2.1");
        one.answer(200);
        two.subscriptions.refresh(s.key(), s.dialog().remoteTarget(), s.phone(), HOUR);
        one.settle();
        two.settle();
        int cseq = two.answer(200).cseq();
        assertThat(cseq).isGreaterThan(Served.BLOCK);
        mains.calls.add(TALKING);
        change(one);
        change(two);

        assertThat(one.sent).isEmpty();
        assertThat(two.answer(200).body()).contains("version=\"" + cseq + "\"");
    }

    @Test
    void lostEventIsRepairedWithinTenTurns() {
        begin(one, "c", "192.0.2.1");
        one.answer(200);
        mains.calls.add(TALKING);
        for (int i = 0; i < 10; i++) {
            one.subscriptions.repair();
        }

        assertThat(one.answer(200).body()).contains("confirmed");
        one.subscriptions.repair();
        assertThat(one.sent).isEmpty();
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() {
        Main small = mains.main("main3", map, new SubscriptionLimits(3, 2, 10, 10));
        begin(small, "a", "192.0.2.1");
        Subscription second = mains.lamp("b", "192.0.2.1", small, HOUR);
        assertThat(small.desk.admits(second)).isEqualTo(Desk.Verdict.TAKEN);
        map.put(second.key(), second);

        assertThat(small.desk.admits(mains.lamp("c", "192.0.2.1", small, HOUR))).isEqualTo(Desk.Verdict.PHONE_FULL);
        Subscription third = mains.lamp("c", "192.0.2.2", small, HOUR);
        assertThat(small.desk.admits(third)).isEqualTo(Desk.Verdict.TAKEN);
        map.put(third.key(), third);
        assertThat(small.desk.admits(mains.lamp("d", "192.0.2.3", small, HOUR))).isEqualTo(Desk.Verdict.FULL);
        map.remove(second.key());
        assertThat(small.desk.admits(mains.lamp("e", "192.0.2.1", small, HOUR))).isEqualTo(Desk.Verdict.TAKEN);
    }

    private Subscription beginList(Main at) {
        mains.define("sip:team@pbx", "sip:1002@pbx", "sip:1003@pbx", "sip:9@elsewhere");
        Subscription s = mains.to("dialog", "team", true, "l", at);
        at.subscriptions.begin(s, HOUR);
        one.settle();
        two.settle();
        return s;
    }

    @Test
    void listIsShownInFullAndThenWhoChanged() {
        beginList(one);
        Notification full = one.answer(200);
        assertThat(full.contentType()).startsWith("multipart/related;type=\"application/rlmi+xml\"");
        assertThat(full.body())
                .contains("fullState=\"true\"", "sip:1002@pbx", "sip:1003@pbx")
                .contains("state=\"terminated\" reason=\"noresource\"");

        mains.calls.add(RINGING);
        change(one);
        change(two);
        assertThat(one.answer(200).body())
                .contains("fullState=\"false\"", "sip:1002@pbx", "early")
                .doesNotContain("sip:1003@pbx");
        one.subscriptions.changed("sip:1003@ours");
        one.subscriptions.changed("sip:7@ours");
        assertThat(one.sent).isEmpty();
        assertThat(two.sent).isEmpty();
    }

    @Test
    void survivorGoesOnWithAListInFullAndVersionsThatWereNeverUsed() {
        Subscription s = beginList(one);
        assertThat(one.answer(200).body()).contains("version=\"0\" fullState=\"true\"");
        one.die();
        mains.calls.add(TALKING);
        two.subscriptions.adoptOrphans();
        two.settle();

        Notification taken = two.answer(200);
        assertThat(taken.subscription().topic().list()).isTrue();
        assertThat(taken.cseq()).isGreaterThan(Served.BLOCK);
        assertThat(taken.body())
                .contains("version=\"" + (taken.cseq() - 1) + "\" fullState=\"true\"", "confirmed", "sip:1003@pbx");
        assertThat(two.desk.find(s.key()).term().owner()).isEqualTo("main2/run");
    }

    @Test
    void listThatGrowsIsToldAndOneThatIsNoMoreEnds() {
        beginList(one);
        one.answer(200);
        mains.define("sip:team@pbx", "sip:1003@pbx");
        one.subscriptions.listsChanged();
        assertThat(one.answer(200).body()).contains("fullState=\"true\"").doesNotContain("sip:1002@pbx");

        mains.lists.clear();
        one.subscriptions.listsChanged();
        assertThat(one.answer(200).state().toString()).isEqualTo("terminated;reason=noresource");
        assertThat(one.subscriptions.size()).isZero();
        assertThat(map.size()).isZero();
    }

    @Test
    void watcherSeesNothingBeforeTheOwnerAllowsItAndNothingAfterTheOwnerForbidsIt() {
        mains.handlings.put("sip:1002@ours", Handling.CONFIRM);
        one.subscriptions.begin(mains.to("presence", "1002", false, "p", one), HOUR);
        Notification pending = one.answer(200);
        assertThat(pending.state().toString()).isEqualTo("pending;expires=3600");
        assertThat(pending.body()).isEmpty();
        mains.calls.add(TALKING);
        change(one);
        assertThat(one.sent).isEmpty();

        mains.handlings.clear();
        change(one);
        Notification allowed = one.answer(200);
        assertThat(allowed.state().toString()).startsWith("active");
        assertThat(allowed.body()).contains("on-the-phone");

        mains.handlings.put("sip:1002@ours", Handling.POLITE_BLOCK);
        change(one);
        assertThat(one.answer(200).body()).contains("<basic>closed").doesNotContain("on-the-phone");
        mains.handlings.put("sip:1002@ours", Handling.BLOCK);
        change(one);
        Notification last = one.answer(200);
        assertThat(last.state().toString()).isEqualTo("terminated;reason=rejected");
        assertThat(last.body()).doesNotContain("on-the-phone");
        assertThat(map.size()).isZero();
    }

    @Test
    void survivorThatDoesNotKnowDecisionsYetWaitsForThem() {
        one.subscriptions.begin(mains.to("presence", "1002", false, "p", one), HOUR);
        one.answer(200);
        one.settle();
        one.die();
        mains.decisionsAreKnown = false;
        two.subscriptions.adoptOrphans();
        assertThat(two.sent).isEmpty();
        mains.decisionsAreKnown = true;
        two.subscriptions.adoptOrphans();
        assertThat(two.answer(200).state().toString()).startsWith("active");
    }

    @Test
    void membersOfAListAreDecidedUponOneByOne() {
        mains.define("sip:team@pbx", "sip:1002@pbx", "sip:1003@pbx", "sip:1004@pbx");
        mains.handlings.put("sip:1002@ours", Handling.CONFIRM);
        mains.handlings.put("sip:1003@ours", Handling.BLOCK);
        one.subscriptions.begin(mains.to("presence", "team", true, "l", one), HOUR);

        assertThat(one.answer(200).body())
                .containsPattern("1002@pbx\"[^!]*state=\"pending\"[^!]*1003@pbx\"[^!]*reason=\"rejected\"[^!]*1004@pbx")
                .containsOnlyOnce("<presence ");
    }

    @Test
    void everyServerKnowsWhoWatchesAndTheSurvivorTellsIt() {
        Subscription watching = mains.to("presence.winfo", "1002", false, "w", two);
        two.subscriptions.begin(watching, HOUR);
        assertThat(two.answer(200).body())
                .contains("version=\"0\" state=\"full\"")
                .doesNotContain("<watcher ");

        mains.handlings.put("sip:1002@ours", Handling.CONFIRM);
        one.subscriptions.begin(mains.to("presence", "1002", false, "p", one), HOUR);
        one.settle();
        two.settle();
        assertThat(two.watched).containsExactly("sip:1002@ours");
        two.subscriptions.changed("sip:1002@ours");
        assertThat(two.answer(200).body()).contains("state=\"partial\"", "status=\"pending\"", "sip:1001@pbx");

        mains.handlings.clear();
        two.die();
        one.subscriptions.adoptOrphans();
        one.answer(200); // the watcher's own first NOTIFY
        assertThat(one.sent).hasSize(1);
        assertThat(one.answer(200).body()).contains("state=\"full\"", "sip:1001@pbx");
    }
}
