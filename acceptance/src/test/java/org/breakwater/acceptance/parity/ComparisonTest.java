package org.breakwater.acceptance.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.acceptance.parity.ParityCase.Intent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The comparison itself: it must see differences, and only differences that matter. */
@Tag("unit")
class ComparisonTest {
    private static final Effect NOTHING = new Effect(List.of(), List.of(), List.of());
    private static final Effect PROBED = new Effect(List.of(), List.of(), List.of("a=1"));
    private static final Outcome REFUSED = new Outcome(List.of("line 3: no"), "line 3: no", NOTHING);
    private static final Outcome REFUSED_AT_START = new Outcome(List.of(), "line 3: no", NOTHING);
    private static final Outcome RAN = new Outcome(List.of(), "", PROBED);

    private static ParityCase meantTo(Intent intent) {
        return new ParityCase("topic/case", Path.of("case.cfg"), "a title", intent, List.of(), List.of(), 0, false);
    }

    @Test
    void equalOutcomesDoNotDiffer() {
        assertThat(new Comparison(meantTo(Intent.RUNS), RAN, RAN).differences()).isEmpty();
    }

    @Test
    void refusingAtCheckWhatKamailioRefusesAtStartDiffersInTheVerdictOnly() {
        Comparison comparison = new Comparison(meantTo(Intent.START_REFUSES), REFUSED_AT_START, REFUSED);

        assertThat(comparison.differences()).containsExactly(Comparison.VERDICT);
        assertThat(comparison.oracleProblem()).isEmpty();
    }

    @Test
    void anotherProbeValueIsADifferentEffectAndIsExplained() {
        Outcome other = new Outcome(List.of(), "", new Effect(List.of(), List.of(), List.of("a=2")));
        Comparison comparison = new Comparison(meantTo(Intent.RUNS), RAN, other);

        assertThat(comparison.differences()).containsExactly(Comparison.EFFECT);
        assertThat(comparison.explain(Comparison.EFFECT))
                .contains("- probe   a=1")
                .contains("+ probe   a=2");
    }

    @Test
    void accidentalErrorInAScriptThatShouldRunIsReported() {
        assertThat(new Comparison(meantTo(Intent.RUNS), REFUSED, RAN).oracleProblem())
                .contains("refuses");
    }

    @Test
    void scriptThatShouldRunMustHaveAnEffect() {
        Outcome silent = new Outcome(List.of(), "", NOTHING);

        assertThat(new Comparison(meantTo(Intent.RUNS), silent, silent).oracleProblem())
                .contains("no effect");
    }

    @Test
    void runsOnOtherPortsWithOtherBranchesAndTagsCompareEqual() {
        String left = normalised(Ports.of(0, 0), "z9hG4bKabc.0", "x1");
        String right = normalised(Ports.of(1, 1), "z9hG4bKdef.7", "y2");

        assertThat(left).isEqualTo(right).contains("branch=BRANCH").contains(";tag=TAG");
    }

    @Test
    void orderOfEqualHeadersCounts() {
        Normaliser normaliser = new Normaliser(Ports.of(0, 0));
        String left = normaliser.message(SipText.parse("OPTIONS sip:a@b SIP/2.0\r\nX-A: 1\r\nX-A: 2\r\n\r\n"));
        String right = normaliser.message(SipText.parse("OPTIONS sip:a@b SIP/2.0\r\nX-A: 2\r\nX-A: 1\r\n\r\n"));

        assertThat(left).isNotEqualTo(right);
    }

    private static String normalised(Ports ports, String branch, String tag) {
        return new Normaliser(ports)
                .message(SipText.parse("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:" + ports.server() + ";branch="
                        + branch + "\r\nTo: <sip:a@b>;tag=" + tag + "\r\n\r\n"));
    }
}
