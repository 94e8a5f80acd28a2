package org.breakwater.presence.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.presence.merge.Publications.ANN;
import static org.breakwater.presence.merge.Publications.NOW;
import static org.breakwater.presence.merge.Publications.doing;
import static org.breakwater.presence.merge.Publications.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.merge.Decision.Loss;
import org.breakwater.presence.merge.Decision.Reason;
import org.breakwater.presence.merge.Decision.Rule;
import org.junit.jupiter.api.Test;

class PresenceMergeTest {

    private static final MergeSettings CALENDAR_FIRST = new MergeSettings(true, true, Source.CALENDAR, false);

    private final Publication call = publication(
            "call",
            Source.DIALOG,
            50,
            DerivedPresence.ofDialog(ANN, DialogState.CONFIRMED).orElseThrow());
    private final Publication calendar = publication("cal", Source.CALENDAR, 40, doing(Activity.MEETING, "Jour fixe"));
    private final Publication older = publication("older", Source.SIP, 30, doing(Activity.LUNCH, "Lunch"));
    private final Publication newer = publication("newer", Source.RPC, 20, doing(Activity.AWAY, "Away"));
    private final Publication registration = publication(
            "reg", Source.REGISTRATION, 10, DerivedPresence.ofRegistration(ANN, "r1", "sip:1001@192.0.2.7"));

    private static Publication winner(MergeSettings settings, Publication... publications) {
        return PresenceMerge.merge(ANN, List.of(publications), settings, NOW)
                .decision()
                .winner();
    }

    @Test
    void callWinsThenThePrimarySourceThenTheNewestThenTheRegistration() {
        assertThat(winner(CALENDAR_FIRST, registration, newer, older, calendar, call))
                .isEqualTo(call);
        assertThat(winner(CALENDAR_FIRST, registration, newer, older, calendar)).isEqualTo(calendar);
        assertThat(winner(CALENDAR_FIRST, registration, newer, older)).isEqualTo(newer);
        assertThat(winner(CALENDAR_FIRST, registration, older)).isEqualTo(older);
        assertThat(winner(CALENDAR_FIRST, registration)).isEqualTo(registration);
        assertThat(winner(CALENDAR_FIRST)).isNull();
    }

    @Test
    void calendarThatIsNotPrimaryIsAPublicationLikeOthers() {
        assertThat(winner(MergeSettings.DEFAULT, calendar, newer, older)).isEqualTo(newer);
    }

    @Test
    void nothingLeftIsClosed() {
        Merged merged = PresenceMerge.merge("pres:1001@PBX.example.lan", List.of(), CALENDAR_FIRST, NOW);

        assertThat(merged.presence()).isEqualTo(Presence.offline(ANN));
        assertThat(merged.decision()).isEqualTo(new Decision(Rule.NOTHING, null, List.of()));
        Golden.assertSame("nothing-left.xml", PidfWriter.write(merged.presence()));
    }

    @Test
    void expiredAndClosedOnesDoNotTakePart() {
        Publication expired = new Publication("x", Source.CALENDAR, NOW, 9, NOW, doing(Activity.BUSY, "Busy"));
        Publication closed = publication("c", Source.SIP, 0, Presence.offline(ANN));

        Merged merged = PresenceMerge.merge(ANN, List.of(expired, closed, registration), CALENDAR_FIRST, NOW);

        assertThat(merged.decision().winner()).isEqualTo(registration);
        assertThat(merged.decision().losses())
                .containsExactly(new Loss(expired, Reason.EXPIRED), new Loss(closed, Reason.CLOSED));
    }

    @Test
    void ofTheSameTimeTheOneThatArrivedLaterWins() {
        Presence presence = doing(Activity.AWAY, "Away");
        Publication first = new Publication("z", Source.SIP, NOW, 7, NOW + 1, presence);
        Publication second = new Publication("a", Source.SIP, NOW, 8, NOW + 1, presence);

        Merged merged = PresenceMerge.merge(ANN, List.of(first, second), MergeSettings.DEFAULT, NOW);

        assertThat(merged.decision().winner()).isEqualTo(second);
        assertThat(merged.decision().losses()).containsExactly(new Loss(first, Reason.ARRIVED_EARLIER));
    }

    @Test
    void whyNamesWhatWonSinceWhenAndWhatLostForWhichReason() {
        List<Publication> all = List.of(registration, older, newer, calendar, call);

        assertThat(Why.lines(PresenceMerge.merge(ANN, all, CALENDAR_FIRST, NOW)))
                .containsExactly(
                        "sip:1001@pbx.example.lan: open, on-the-phone \"On the phone\"",
                        "because what follows from a call wins over everything else: dialog call (open, on-the-phone"
                                + " \"On the phone\") since 2027-01-15T07:59:10Z until 2027-01-15T09:00:00Z",
                        "not calendar cal (open, meeting \"Jour fixe\") since 2027-01-15T07:59:20Z"
                                + " until 2027-01-15T09:00:00Z: a call wins",
                        "not rpc newer (open, away \"Away\") since 2027-01-15T07:59:40Z"
                                + " until 2027-01-15T09:00:00Z: a call wins",
                        "not sip older (open, lunch \"Lunch\") since 2027-01-15T07:59:30Z"
                                + " until 2027-01-15T09:00:00Z: a call wins",
                        "not registration reg (open) since 2027-01-15T07:59:50Z until 2027-01-15T09:00:00Z: a call wins");
    }

    @Test
    void resultDoesNotDependOnTheOrderOfArrival() {
        Publications random = new Publications(11);
        for (int i = 0; i < 20_000; i++) {
            MergeSettings settings = random.settings(i % 4 != 0);
            List<Publication> list = random.some();
            assertThat(PresenceMerge.merge(ANN, random.shuffled(list), settings, NOW))
                    .isEqualTo(PresenceMerge.merge(ANN, list, settings, NOW));
        }
    }

    @Test
    void mergingWhatWonGivesTheSameAgain() {
        Publications random = new Publications(12);
        int won = 0;
        for (int i = 0; i < 20_000; i++) {
            MergeSettings settings = random.settings(true);
            Merged merged = PresenceMerge.merge(ANN, random.some(), settings, NOW);
            Publication winner = merged.decision().winner();
            List<Publication> only = winner == null ? List.of() : List.of(winner);
            Merged again = PresenceMerge.merge(ANN, only, settings, NOW);
            assertThat(again.presence()).isEqualTo(merged.presence());
            assertThat(again.decision().rule()).isEqualTo(merged.decision().rule());
            won += winner == null ? 0 : 1;
        }
        assertThat(won).isGreaterThan(10_000);
    }

    @Test
    void removingWhatLostNeverChangesTheResult() {
        Publications random = new Publications(13);
        for (int i = 0; i < 20_000; i++) {
            MergeSettings settings = random.settings(true);
            List<Publication> list = random.some();
            Merged merged = PresenceMerge.merge(ANN, list, settings, NOW);
            for (Loss loss : merged.decision().losses()) {
                List<Publication> rest = new ArrayList<>(list);
                rest.remove(loss.publication());
                Merged without = PresenceMerge.merge(ANN, rest, settings, NOW);
                assertThat(without.presence()).isEqualTo(merged.presence());
                assertThat(without.decision().winner())
                        .isEqualTo(merged.decision().winner());
            }
        }
    }

    @Test
    void newerPublicationOfTheSameKindNeverMakesAnOlderWin() {
        Publications random = new Publications(14);
        int replaced = 0;
        for (int i = 0; i < 20_000; i++) {
            MergeSettings settings = random.settings(true);
            List<Publication> list = random.some();
            Publication before =
                    PresenceMerge.merge(ANN, list, settings, NOW).decision().winner();
            if (before == null) {
                continue;
            }
            Publication added =
                    new Publication("added", before.source(), NOW + 1, 0, NOW + 1, doing(Activity.BUSY, "added"));
            list.add(added);
            assertThat(PresenceMerge.merge(ANN, list, settings, NOW).decision().winner())
                    .isEqualTo(added);
            replaced++;
        }
        assertThat(replaced).isGreaterThan(10_000);
    }

    @Test
    void everyPublicationIsTheWinnerOrHasAReasonAndRulesHold() {
        Publications random = new Publications(15);
        for (int i = 0; i < 20_000; i++) {
            MergeSettings settings = random.settings(true);
            List<Publication> list = random.some();
            Decision decision = PresenceMerge.merge(ANN, list, settings, NOW).decision();
            List<Publication> seen = new ArrayList<>(
                    decision.losses().stream().map(Loss::publication).toList());
            if (decision.winner() != null) {
                seen.add(decision.winner());
                assertThat(decision.winner().isExpired(NOW)).isFalse();
                assertThat(decision.winner().presence().isClosed()).isFalse();
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(list);
            boolean calls = list.stream().anyMatch(p -> counts(p) && p.source() == Source.DIALOG);
            assertThat(decision.rule() == Rule.DIALOG).isEqualTo(calls);
            assertThat(decision.rule() == Rule.NOTHING).isEqualTo(list.stream().noneMatch(PresenceMergeTest::counts));
        }
    }

    private static boolean counts(Publication p) {
        return !p.isExpired(NOW) && !p.presence().isClosed();
    }

    @Test
    void withoutMergeEverythingIsShownNewestFirst() {
        MergeSettings plain = MergeSettings.of(Map.of("merge", "0", "mix_dialog_presence", "0"));
        Publication twin = publication("twin", Source.SIP, 5, doing(Activity.BUSY, "Lunch"));

        Merged merged = PresenceMerge.merge(ANN, List.of(registration, older, call, twin), plain, NOW);

        assertThat(merged.presence().tuples()).extracting(Tuple::id).containsExactly("t-Lunch", "r1");
        assertThat(merged.presence().persons().get(0).activities().kinds()).containsExactly(Activity.BUSY);
        assertThat(merged.decision().rule()).isEqualTo(Rule.AGGREGATED);
        assertThat(merged.decision().losses())
                .containsExactly(new Loss(older, Reason.SAME_PARTS), new Loss(call, Reason.NOT_MIXED));
    }

    @Test
    void mixDialogPresenceAddsThePartOfTheCall() {
        MergeSettings mixed = MergeSettings.of(Map.of("merge", "0", "mix_dialog_presence", "1"));

        Merged merged = PresenceMerge.merge(ANN, List.of(older, call), mixed, NOW);

        Golden.assertSame("mixed-dialog.xml", PidfWriter.write(merged.presence()));
        assertThat(PresenceMerge.merge(ANN, List.of(), mixed, NOW).presence()).isEqualTo(Presence.offline(ANN));
    }

    @Test
    void whatFollowsFromACallDependsOnItsState() {
        assertThat(DerivedPresence.ofDialog(ANN, DialogState.TERMINATED)).isEmpty();
        for (DialogState state : List.of(DialogState.TRYING, DialogState.PROCEEDING, DialogState.EARLY)) {
            Presence presence = DerivedPresence.ofDialog(ANN, state).orElseThrow();
            assertThat(Why.words(presence)).isEqualTo("open, on-the-phone \"Proceeding\"");
        }
    }

    @Test
    void settingsHaveTheOperatorsNamesAndErrorsNameThem() {
        assertThat(MergeSettings.of(Map.of())).isEqualTo(MergeSettings.DEFAULT);
        assertThat(MergeSettings.of(Map.of("merge", "yes", "im_to_rpidf", "off", "merge_primary_source", "Calendar")))
                .isEqualTo(new MergeSettings(true, false, Source.CALENDAR, true));
        assertThatThrownBy(() -> MergeSettings.of(Map.of("merge", "perhaps")))
                .hasMessage("merge is \"perhaps\"; it is 1 or 0");
        assertThatThrownBy(() -> MergeSettings.of(Map.of("merge_primary_source", "diary")))
                .hasMessage("merge_primary_source is \"diary\", which is no source; choose one of sip, rpc, calendar,"
                        + " xmpp, feature");
        assertThatThrownBy(() -> MergeSettings.of(Map.of("merge_primary_source", "dialog")))
                .hasMessageContaining("fixed place");
    }
}
