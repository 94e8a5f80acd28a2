package org.breakwater.registrar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.breakwater.platform.directory.AccountCopy;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.location.Binding;
import org.junit.jupiter.api.Test;

class SyncWireTest {

    private static final Binding BINDING = new Binding(
            "r1",
            "sip:1001@10.1.0.7:5060",
            new Binding.Registration("c1", 3, 2_000, 1_000_000),
            new Binding.Reach(null, "<sip:10.1.0.5;lr>", null, 0, "lg-paris/1"),
            new Binding.Device("urn:uuid:1", 1, "phone", -1),
            -1,
            0);

    private final Questions questions = new Questions();
    private final Answers answers = new Answers();

    private List<Question> someQuestions() {
        return List.of(
                new Question.Compare(
                        "paris",
                        600,
                        Map.of(SyncTable.ACCOUNTS, -1L, SyncTable.REGISTRATIONS, 77L),
                        new Question.Says("SUSPECT", 12)),
                new Question.Compare("paris", 600, Map.of(), Question.Says.NOTHING),
                new Question.Fetch("paris", 600, SyncTable.NUMBERS, new LinkedHashMap<>(Map.of(5, List.of(1L, -2L)))),
                new Question.Push(
                        "paris",
                        List.of(new SiteRegistration(
                                "1001", List.of(BINDING), List.of(new SiteRegistration.Gone("sip:old", 5)))),
                        List.of(new CallRecord("db", 9, 1_000, Collections.nCopies(12, "x"))),
                        List.of(
                                new CallDetail("db/calls", 7, "c1", "1001", "0331234", 200, 1, 2, 3),
                                new CallDetail("db/calls", 8, "c2", "1001", "0331234", 486, 1, 0, 0))));
    }

    @Test
    void questionsAreReadAsTheyWereWritten() throws Exception {
        for (Question question : someQuestions()) {
            assertThat(questions.decode(questions.encode(question))).isEqualTo(question);
        }
    }

    @Test
    void answersAreReadAsTheyWereWritten() throws Exception {
        long[] hashes = new long[Contents.BUCKETS];
        hashes[3] = -9;
        Answer.Differences differences = (Answer.Differences)
                answers.decode(answers.encode(new Answer.Differences(Map.of(SyncTable.DIDS, hashes))));
        assertThat(differences.buckets().get(SyncTable.DIDS)).isEqualTo(hashes);
        byte[] value = "v".getBytes(StandardCharsets.UTF_8);
        Answer.Page page = (Answer.Page) answers.decode(
                answers.encode(new Answer.Page(SyncTable.DIDS, List.of(1, 2), Map.of("k", value), List.of(4L))));
        assertThat(page.done()).containsExactly(1, 2);
        assertThat(page.changed().get("k")).isEqualTo(value);
        assertThat(page.gone()).containsExactly(4L);
        Answer taken = new Answer.Taken(3, 4, 2, List.of("1001", "1002"));
        assertThat(answers.decode(answers.encode(taken))).isEqualTo(taken);
    }

    @Test
    void accountsKeepTheirHashesAndShowNone() throws Exception {
        AccountCopy copy = new AccountCopy(
                new DirectoryName("1001", "pbx"),
                "Anna",
                List.of(new AccountCopy.RealmHash("breakwater", new byte[16], new byte[32])));
        AccountCopy read = new AccountCodec().decode(new AccountCodec().encode(copy));
        assertThat(read.name()).isEqualTo(copy.name());
        assertThat(read.hashes().get(0).md5()).hasSize(16);
        assertThat(read.toString()).doesNotContain("md5");
    }

    @Test
    void contentDecidesTheVersionAndOrderDoesNot() {
        Map<String, byte[]> one = new LinkedHashMap<>();
        Map<String, byte[]> other = new TreeMap<>(Collections.reverseOrder());
        for (int i = 0; i < 500; i++) {
            byte[] value = {(byte) i};
            one.put("k" + i, value);
            other.put("k" + i, value);
        }
        assertThat(Contents.of(one).version()).isEqualTo(Contents.of(other).version());
        other.put("k7", new byte[] {99});
        Contents changed = Contents.of(other);
        assertThat(changed.version()).isNotEqualTo(Contents.of(one).version());
        int differing = 0;
        for (int bucket = 0; bucket < Contents.BUCKETS; bucket++) {
            differing += changed.buckets()[bucket] == Contents.of(one).buckets()[bucket] ? 0 : 1;
        }
        assertThat(differing).isEqualTo(1);
    }

    @Test
    void aRefreshLeavesTheValueAloneWithinAStepAndTheTimeToldIsLater() throws Exception {
        byte[] first = BindingsValue.encode(List.of(at(1_801, 1)), 600);
        assertThat(BindingsValue.encode(List.of(at(2_399, 9)), 600)).isEqualTo(first);
        assertThat(BindingsValue.encode(List.of(at(2_400, 10)), 600)).isNotEqualTo(first);
        assertThat(BindingsValue.decode(first).get(0).registration().expiresAt())
                .isEqualTo(3_000);
    }

    private static Binding at(long expires, int cseq) {
        return new Binding(
                "r1",
                BINDING.contact(),
                new Binding.Registration("c1", cseq, expires, expires * 1000),
                BINDING.route(),
                BINDING.device(),
                -1,
                0);
    }

    @Test
    void damagedOctetsAreRefusedAndNothingElseHappens() {
        Random random = new Random(20_261_130);
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            List<Question> all = someQuestions();
            byte[] octets = questions.encode(all.get(i % all.size()));
            for (int n = 0; n <= random.nextInt(3); n++) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            refused += refuses(octets);
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private int refuses(byte[] octets) {
        int refused = 0;
        try {
            questions.decode(octets);
        } catch (WireException e) {
            refused = 1;
        }
        try {
            answers.decode(octets);
        } catch (WireException e) {
            refused = 1;
        }
        return refused;
    }

    @Test
    void contentThatInflatesWithoutEndIsRefused() {
        byte[] bomb = Frames.pack(1, new byte[Frames.MAX_CONTENT + 1]);
        assertThatThrownBy(() -> questions.decode(bomb)).isInstanceOf(WireException.class);
    }
}
