package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One case on both engines; {@code ours} is null while our engine is not there.
 *
 * @param script the case
 * @param oracle what kamailio did
 * @param ours what our engine did
 */
record Comparison(ParityCase script, Outcome oracle, Outcome ours) {
    static final String VERDICT = "verdict";
    static final String START = "start";
    static final String EFFECT = "effect";

    /** Aspects in which the two differ. */
    List<String> differences() {
        List<String> aspects = new ArrayList<>();
        if (oracle.accepted() != ours.accepted()) {
            aspects.add(VERDICT);
        }
        if (oracle.started() != ours.started()) {
            aspects.add(START);
        }
        if (!oracle.effect().equals(ours.effect())) {
            aspects.add(EFFECT);
        }
        return aspects;
    }

    /** Whether the oracle did what the script's author meant; empty, or a sentence. */
    String oracleProblem() {
        return switch (script.intent()) {
            case RUNS -> runsProblem();
            case CHECK_REFUSES -> oracle.accepted() ? "kamailio -c accepts what the case expects it to refuse" : "";
            case START_REFUSES ->
                !oracle.accepted()
                        ? "kamailio -c refuses: " + oracle.complaints()
                        : oracle.started() ? "kamailio starts with what the case expects it to refuse" : "";
        };
    }

    private String runsProblem() {
        if (!oracle.accepted()) {
            return "kamailio -c refuses: " + oracle.complaints();
        }
        if (!oracle.started()) {
            return "kamailio does not start: " + oracle.startRefusal();
        }
        if (Observation.DIED.endsWith(lastProbe())) {
            return "kamailio crashed";
        }
        if (oracle.effect().isEmpty() != script.silent()) {
            return script.silent() ? "a silent case had an effect: " + oracle.effect() : "no effect was seen";
        }
        return "";
    }

    private String lastProbe() {
        List<String> probes = oracle.effect().probes();
        return probes.isEmpty() ? "no probe" : probes.get(probes.size() - 1);
    }

    /** What differs, in a few lines. */
    String explain(String aspect) {
        return switch (aspect) {
            case VERDICT -> "kamailio -c: " + verdict(oracle) + "\nours:        " + verdict(ours);
            case START -> "kamailio: " + start(oracle) + "\nours:     " + start(ours);
            default -> diff(oracle.effect().lines(), ours.effect().lines());
        };
    }

    private static String verdict(Outcome outcome) {
        return outcome.accepted()
                ? "accepted"
                : "refused: " + outcome.complaints().get(0);
    }

    private static String start(Outcome outcome) {
        return outcome.started() ? "started" : "refused: " + outcome.startRefusal();
    }

    private static String diff(List<String> left, List<String> right) {
        List<String> missing = new ArrayList<>(left);
        right.forEach(missing::remove);
        List<String> extra = new ArrayList<>(right);
        left.forEach(extra::remove);
        if (missing.isEmpty() && extra.isEmpty()) {
            return "same lines in another order:\n" + String.join("\n", right);
        }
        List<String> lines = new ArrayList<>();
        missing.forEach(l -> lines.add("- " + l));
        extra.forEach(l -> lines.add("+ " + l));
        return String.join("\n", new ArrayList<>(new TreeSet<>(lines)));
    }
}
