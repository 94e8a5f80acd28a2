package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.platform.state.Stamp;
import org.junit.jupiter.api.Test;

final class AorMergeRuleTest {

    private static final int TRIES = 20_000;
    private static final long T = 1_800_000_000_000L;
    private static final AorMergeRule RULE = AorStates.RULE;

    private final AorStates states = new AorStates(42);

    private static Binding phone(String phone, int cseq, long received) {
        return new Binding(
                "r-" + phone,
                "sip:" + phone + "@192.0.2.7",
                new Binding.Registration("call-" + phone, cseq, T / 1000 + 3600, received),
                new Binding.Reach(null, null, null, 0, ""),
                new Binding.Device(null, 0, "", -1),
                -1,
                0);
    }

    private static AorState registered(Binding... bindings) {
        return RULE.change(null, new AorBindings(List.of(bindings)), at(T));
    }

    private static Stamp at(long millis) {
        return new Stamp(millis, 0, "main1/1");
    }

    private static AorBindings only(Binding... bindings) {
        return new AorBindings(List.of(bindings));
    }

    @Test
    void orderDoesNotMatter() {
        for (int i = 0; i < TRIES; i++) {
            AorState a = states.next();
            AorState b = states.next();
            assertThat(RULE.merge(a, b)).isEqualTo(RULE.merge(b, a));
        }
    }

    @Test
    void groupingDoesNotMatter() {
        for (int i = 0; i < TRIES; i++) {
            List<AorState> s = states.several(3);
            assertThat(RULE.merge(RULE.merge(s.get(0), s.get(1)), s.get(2)))
                    .isEqualTo(RULE.merge(s.get(0), RULE.merge(s.get(1), s.get(2))));
        }
    }

    @Test
    void repetitionDoesNotMatter() {
        for (int i = 0; i < TRIES; i++) {
            AorState a = states.next();
            AorState both = RULE.merge(a, states.next());
            assertThat(RULE.merge(a, a)).isEqualTo(a);
            assertThat(RULE.merge(both, a)).isEqualTo(both);
        }
    }

    @Test
    void changeMadeInTheKnowledgeOfAStateWinsOverIt() {
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            AorState before = states.next();
            List<Binding> wanted = new ArrayList<>(before.bindings());
            wanted.removeIf(b -> random.nextInt(3) == 0);
            if (random.nextBoolean()) {
                Binding added = states.nextBinding();
                wanted.removeIf(b -> BindingIdentity.CONTACT.of(b).equals(BindingIdentity.CONTACT.of(added)));
                wanted.add(added);
            }
            AorBindings after = wanted.isEmpty() ? null : new AorBindings(wanted);
            AorState changed = RULE.change(before, after, at(1_000_000L + random.nextInt(5)));

            assertThat(RULE.merge(before, changed)).isEqualTo(changed);
            assertThat(changed.bindings())
                    .extracting(BindingIdentity.CONTACT::of)
                    .containsExactlyInAnyOrderElementsOf(
                            wanted.stream().map(BindingIdentity.CONTACT::of).toList());
        }
    }

    @Test
    void bindingsOfBothSidesAreThereAndTheNewestWins() {
        AorState left = registered(phone("a", 1, T), phone("shared", 9, T + 5));
        AorState right = registered(phone("b", 1, T), phone("shared", 2, T + 6));

        assertThat(RULE.merge(left, right).bindings())
                .containsExactlyInAnyOrder(phone("a", 1, T), phone("b", 1, T), phone("shared", 2, T + 6));
    }

    @Test
    void amongThoseOfOneMomentTheHigherCSeqWins() {
        assertThat(RULE.merge(registered(phone("a", 3, T)), registered(phone("a", 4, T)))
                        .bindings())
                .containsExactly(phone("a", 4, T));
    }

    @Test
    void unregisteredPhoneIsNotBroughtBackByAnOldCopyButByALaterRegister() {
        AorState copy = registered(phone("a", 1, T));
        AorState gone = RULE.change(copy, null, at(T + 1000));

        assertThat(RULE.view(RULE.merge(copy, gone))).isNull();
        AorState later = registered(phone("a", 2, T + 1001));
        assertThat(RULE.view(RULE.merge(gone, later))).isEqualTo(only(phone("a", 2, T + 1001)));
    }

    @Test
    void registerAfterUnregisterWinsThoughTheClockIsBehind() {
        AorState gone = RULE.change(registered(phone("a", 1, T)), null, at(T + 1000));
        AorState back = RULE.change(gone, only(phone("a", 2, T + 400)), at(T + 400));

        assertThat(RULE.merge(gone, back)).isEqualTo(back);
        assertThat(back.bindings())
                .extracting(b -> b.registration().receivedMillis())
                .containsExactly(T + 1001);
    }

    @Test
    void refreshOnAServerWhoseClockIsBehindWinsOverWhatItReplaces() {
        AorState before = registered(phone("a", 1, T + 700));
        AorState after = RULE.change(before, only(phone("a", 2, T)), at(T));

        assertThat(RULE.merge(before, after).bindings())
                .extracting(b -> b.registration().cseq())
                .containsExactly(2);
    }

    @Test
    void lapseDoesNotTouchWhatWasRegisteredElsewhereMeanwhile() {
        long lapsed = T + 3_601_000;
        AorState before = registered(phone("a", 1, T));
        AorState swept = RULE.change(before, null, at(lapsed));
        AorState refreshedElsewhere = registered(phone("a", 2, T + 3_000_000));

        assertThat(RULE.view(RULE.merge(swept, refreshedElsewhere))).isEqualTo(only(phone("a", 2, T + 3_000_000)));
        assertThat(RULE.view(RULE.merge(swept, before))).as("its own old copy").isNull();
    }

    @Test
    void tombstonesAgeOutAndAreBounded() {
        AorState state = registered(phone("a", 1, T));
        AorState gone = RULE.change(state, null, at(T));
        long end = T + AorMergeRule.REMEMBER_MILLIS;

        assertThat(RULE.tidy(gone, end - 1)).isSameAs(gone);
        assertThat(RULE.tidy(gone, end)).isNull();

        AorState many = AorState.of(List.of(), List.of());
        for (int i = 0; i < 100; i++) {
            many = RULE.change(RULE.merge(many, registered(phone("p" + i, 1, T + i))), null, at(T + 1000 + i));
        }
        AorState tidied = RULE.tidy(many, T + 2000);
        assertThat(tidied.removed()).hasSize(AorMergeRule.MAX_TOMBSTONES);
        assertThat(tidied.removed()).extracting(Tombstone::removedMillis).allMatch(m -> m >= T + 1036);
    }

    @Test
    void lapsedBindingsAreLeftToTheLocationForAMinuteAndThenRemembered() {
        AorState state = registered(phone("a", 1, T));
        long lapse = T + 3_600_000;

        assertThat(RULE.tidy(state, lapse + 59_000)).isSameAs(state);
        AorState tidied = RULE.tidy(state, lapse + 61_000);
        assertThat(RULE.view(tidied)).isNull();
        assertThat(RULE.view(RULE.merge(tidied, state))).isNull();
        assertThat(RULE.tidy(tidied, lapse + AorMergeRule.REMEMBER_MILLIS)).isNull();
    }

    @Test
    void rowFromSqlNeitherReplacesANewerBindingNorBringsBackARemovedOne() {
        AorState known = registered(phone("a", 2, T + 300));
        AorState gone = RULE.change(registered(phone("b", 1, T + 300)), null, at(T + 900));

        AorState restored =
                RULE.restore(RULE.merge(known, gone), only(phone("a", 2, T), phone("b", 1, T), phone("c", 1, T)));

        assertThat(restored.bindings()).containsExactlyInAnyOrder(phone("a", 2, T + 300), phone("c", 1, T));
    }

    @Test
    void instanceAndRegIdMakeTheIdentityWhereAPhoneHasBoth() {
        Binding one = withInstance("sip:a@192.0.2.1", "urn:uuid:1", 1, T);
        Binding moved = withInstance("sip:a@192.0.2.2", "urn:uuid:1", 1, T + 1);
        Binding second = withInstance("sip:a@192.0.2.1", "urn:uuid:1", 2, T);
        Binding plain = withInstance("sip:a@192.0.2.1", "urn:uuid:1", 0, T);

        assertThat(RULE.merge(registered(one, second), registered(moved, plain)).bindings())
                .containsExactlyInAnyOrder(moved, second, plain);
        assertThat(BindingIdentity.CONTACT_AND_CALL_ID.of(phone("a", 1, T)))
                .isNotEqualTo(BindingIdentity.CONTACT.of(phone("a", 1, T)));
    }

    private static Binding withInstance(String contact, String instance, int regId, long received) {
        Binding b = phone("x", 1, received);
        return new Binding(
                "r" + regId, contact, b.registration(), b.route(), new Binding.Device(instance, regId, "", -1), -1, 0);
    }
}
