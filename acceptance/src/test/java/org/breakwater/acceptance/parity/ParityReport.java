package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;

/** The summary of a run: one line of counts, then each difference with a short diff. */
final class ParityReport {
    private final List<Comparison> comparisons;
    private final Divergences divergences;

    ParityReport(List<Comparison> comparisons, Divergences divergences) {
        this.comparisons = comparisons;
        this.divergences = divergences;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        boolean both = comparisons.stream().allMatch(c -> c.ours() != null);
        lines.add(both ? counts() : kamailioAlone());
        for (Comparison each : comparisons) {
            if (!each.oracleProblem().isEmpty()) {
                lines.add(each.script().name() + ": " + each.oracleProblem());
            }
            if (both) {
                each.differences().forEach(aspect -> lines.add(difference(each, aspect)));
            }
        }
        return String.join("\n", lines);
    }

    private String kamailioAlone() {
        long accepted = comparisons.stream().filter(c -> c.oracle().accepted()).count();
        long started = comparisons.stream().filter(c -> c.oracle().started()).count();
        long visible =
                comparisons.stream().filter(c -> !c.oracle().effect().isEmpty()).count();
        return "parity: " + comparisons.size() + " cases on kamailio alone, accepted " + accepted + ", started "
                + started + ", with effect " + visible;
    }

    /** One line of counts. */
    String counts() {
        return "parity: " + comparisons.size() + " cases, verdict equal " + equal(Comparison.VERDICT)
                + ", start equal " + equal(Comparison.START) + ", effect equal " + equal(Comparison.EFFECT)
                + ", listed divergences " + divergences.reasons().size();
    }

    private long equal(String aspect) {
        return comparisons.stream()
                .filter(c -> !c.differences().contains(aspect))
                .count();
    }

    private String difference(Comparison each, String aspect) {
        String name = each.script().name();
        String head = name + ": " + aspect + " differs";
        if (divergences.expects(name, aspect)) {
            return head + " (listed: " + divergences.reasons().get(name + " " + aspect) + ")";
        }
        return head + "\n    " + each.explain(aspect).replace("\n", "\n    ");
    }
}
