package org.breakwater.acceptance.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every script of the corpus does on our engine what it does on Debian's kamailio, or is listed with a reason. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final List<String> ASPECTS = List.of(Comparison.VERDICT, Comparison.START, Comparison.EFFECT);

    private List<Comparison> comparisons;
    private Divergences divergences;
    private boolean ourEngineRan;

    @BeforeAll
    void runBothEngines() throws Exception {
        assertThat(KamailioEngine.isInstalled())
                .as("kamailio is not installed; './breakwater test' installs it (apt-get install kamailio)")
                .isTrue();
        Path root = Path.of(ParityTest.class.getResource("/parity").toURI());
        InProcessServer ours =
                ServiceLoader.load(InProcessServer.class).findFirst().orElse(null);
        ourEngineRan = ours != null;
        divergences = Divergences.read(root.resolve("divergences.txt"));
        comparisons = new ParityRun(ours).run(new CaseReader(root).readAll());
        ParityReport report = new ParityReport(comparisons, divergences);
        System.out.println(report.text());
        if (ourEngineRan) {
            Report.row("parity", "scripts beside Debian's kamailio", report.counts(), "see each case");
        }
    }

    @Test
    void ourServerIsCompared() {
        assertThat(ourEngineRan).as("a provider of InProcessServer").isTrue();
    }

    @Test
    void corpusIsLargeAndMostOfItHasAnEffect() {
        assertThat(comparisons).hasSizeGreaterThanOrEqualTo(170);
        Predicate<Comparison> visible = c -> !c.oracle().effect().isEmpty();
        assertThat(comparisons.stream().filter(visible).count()).isGreaterThanOrEqualTo(110);
    }

    @TestFactory
    Stream<DynamicTest> kamailioDoesWhatTheAuthorOfTheScriptMeant() {
        return comparisons.stream()
                .map(c -> dynamicTest(
                        c.script().name(), () -> assertThat(c.oracleProblem()).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> ourEngineDoesWhatKamailioDoes() {
        return comparisons.stream()
                .filter(c -> ourEngineRan)
                .flatMap(c -> ASPECTS.stream()
                        .map(aspect -> dynamicTest(c.script().name() + " " + aspect, () -> compare(c, aspect))));
    }

    @Test
    void everyListedDivergenceNamesACase() {
        List<String> known = comparisons.stream()
                .flatMap(c -> ASPECTS.stream().map(a -> c.script().name() + " " + a))
                .toList();
        assertThat(divergences.reasons().keySet()).isSubsetOf(known);
    }

    private void compare(Comparison comparison, String aspect) {
        boolean differs = comparison.differences().contains(aspect);
        String name = comparison.script().name();
        if (divergences.expects(name, aspect)) {
            assertThat(differs)
                    .as("%s: %s is listed in divergences.txt but no longer differs; remove the line", name, aspect)
                    .isTrue();
        } else {
            assertThat(differs)
                    .as(
                            "%s: %s differs\n%s\nall of kamailio's: %s",
                            name,
                            aspect,
                            comparison.explain(aspect),
                            comparison.oracle().effect().lines())
                    .isFalse();
        }
    }
}
