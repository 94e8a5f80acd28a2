package org.breakwater.presence.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.presence.publication.PresentityStates.RULE;
import static org.breakwater.presence.publication.PresentityStates.T;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.wire.WireException;
import org.breakwater.presence.merge.Source;
import org.junit.jupiter.api.Test;

class PublicationMergeRuleTest {

    private static final int TRIES = 20_000;

    private final PresentityStates states = new PresentityStates(31);
    private final PresentityStateCodec codec = new PresentityStateCodec();

    private static Stamp at(long millis) {
        return new Stamp(millis, 0, "main1/1");
    }

    private static Published published(String id, int version, long touched, long expires) {
        return new Published(
                id,
                version,
                Source.SIP,
                new PublishedBody("application/pidf+xml", "<a/>", "s"),
                new Published.Times(T, 1, touched, expires));
    }

    private static PresentityState state(Published... publications) {
        return RULE.change(null, new Presentity(List.of(publications)), at(T));
    }

    @Test
    void mergeIsAJoin() {
        for (int i = 0; i < TRIES; i++) {
            PresentityState a = states.next();
            PresentityState b = states.next();
            PresentityState c = states.next();
            assertThat(RULE.merge(a, b)).isEqualTo(RULE.merge(b, a));
            assertThat(RULE.merge(a, a)).isEqualTo(a);
            assertThat(RULE.merge(RULE.merge(a, b), c)).isEqualTo(RULE.merge(a, RULE.merge(b, c)));
        }
    }

    @Test
    void changeMadeInTheKnowledgeOfAStateWinsOverIt() {
        for (int i = 0; i < TRIES; i++) {
            PresentityState before = states.next();
            List<Published> wanted = new ArrayList<>();
            for (String id : List.of("p0", "p1", "p2")) {
                Published p = states.published();
                if (p.id().equals(id)) {
                    wanted.add(p);
                }
            }
            PresentityState after =
                    RULE.change(before, wanted.isEmpty() ? null : new Presentity(wanted), at(T + i % 4));
            assertThat(RULE.merge(before, after)).isEqualTo(after);
            assertThat(after.publications()).extracting(Published::id).isEqualTo(ids(wanted));
        }
    }

    private static List<String> ids(List<Published> list) {
        return list.stream().map(Published::id).sorted().toList();
    }

    @Test
    void removedOneStaysAwayUntilItIsPublishedAgain() {
        PresentityState there = state(published("a", 1, T, T + 60_000));
        PresentityState gone = RULE.change(there, null, at(T + 500));

        assertThat(RULE.view(RULE.merge(gone, there))).isNull();
        PresentityState again =
                RULE.change(gone, new Presentity(List.of(published("a", 1, T + 400, T + 60_000))), at(T));
        assertThat(RULE.view(RULE.merge(gone, again)).publications()).hasSize(1);
    }

    @Test
    void whatRanOutDoesNotGiveWayToAnOlderCopyThatLastsLonger() {
        PresentityState older = state(published("a", 1, T, T + 3_600_000));
        PresentityState refreshed = RULE.merge(older, state(published("a", 2, T + 1000, T + 61_000)));

        assertThat(RULE.tidy(refreshed, T + 61_000 + 59_999)).isSameAs(refreshed);
        PresentityState tidied = RULE.tidy(refreshed, T + 61_000 + 60_000);
        assertThat(RULE.view(tidied)).isNull();
        assertThat(RULE.view(RULE.merge(tidied, older))).isNull();
        assertThat(RULE.tidy(tidied, T + 1000 + PublicationMergeRule.REMEMBER_MILLIS))
                .isNull();
    }

    @Test
    void twoServersThatTakeAwayWhatRanOutMakeTheSameOfIt() {
        PresentityState state = state(published("a", 1, T, T + 60_000), published("b", 1, T, T + 90_000));
        Presentity left = new Presentity(List.of(state.present().find("b")));

        PresentityState one = RULE.change(state, left, at(T + 60_000));
        PresentityState other = RULE.change(state, left, new Stamp(T + 60_777, 3, "main2/1"));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void keptOneFillsAGapOnly() {
        PresentityState gone = RULE.change(state(published("a", 1, T, T + 60_000)), null, at(T + 500));

        PresentityState restored = RULE.restore(
                gone, new Presentity(List.of(published("a", 1, T, T + 60_000), published("b", 1, T, T + 60_000))));

        assertThat(restored.publications()).extracting(Published::id).containsExactly("b");
    }

    @Test
    void memoryOfRemovalsIsBounded() {
        PresentityState state = null;
        for (int i = 0; i < 100; i++) {
            Published p = published("x" + i, 1, T + i, T + 60_000);
            state = RULE.change(RULE.change(state, new Presentity(List.of(p)), at(T + i)), null, at(T + i));
        }

        assertThat(RULE.tidy(state, T + 1000).removed()).hasSize(PublicationMergeRule.MAX_REMOVED);
    }

    @Test
    void whatIsWrittenIsReadBack() throws WireException {
        for (int i = 0; i < 3_000; i++) {
            PresentityState state = states.next();
            byte[] octets = codec.encode(state);
            assertThat(codec.decode(octets)).isEqualTo(state);
            assertThat(codec.encode(codec.decode(octets))).isEqualTo(octets);
        }
    }

    @Test
    void mutilatedOctetsDoNoHarm() {
        Random random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] octets = codec.encode(states.next());
            for (int k = random.nextInt(4); k >= 0; k--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(codec.encode(codec.decode(octets))).isNotEmpty();
            } catch (WireException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
        assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(WireException.class);
    }
}
