package org.breakwater.acceptance.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * For authors of cases: shows what kamailio does and, when our engine is on the class path, where it differs.
 * Arguments: corpus folder, then name prefixes.
 */
public final class ParityMain {
    private ParityMain() {}

    /** Runs the chosen cases and prints every outcome. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> prefixes = List.of(args).subList(1, args.length);
        List<ParityCase> chosen = new CaseReader(root)
                .readAll().stream()
                        .filter(c -> prefixes.isEmpty() || prefixes.stream().anyMatch(c.name()::startsWith))
                        .toList();
        InProcessServer ours =
                ServiceLoader.load(InProcessServer.class).findFirst().orElse(null);
        for (Comparison each : new ParityRun(ours).run(chosen)) {
            show(each);
        }
    }

    private static void show(Comparison each) {
        ParityCase script = each.script();
        Outcome oracle = each.oracle();
        System.out.println("== " + script.name() + ": " + script.title());
        oracle.complaints().stream().limit(2).forEach(c -> System.out.println("   -c refuses: " + c));
        if (oracle.accepted() && !oracle.started()) {
            System.out.println("   start refused: " + oracle.startRefusal());
        }
        oracle.effect().lines().forEach(l -> System.out.println("   " + l));
        if (!each.oracleProblem().isEmpty()) {
            System.out.println("   !!! " + each.oracleProblem());
        }
        if (each.ours() != null) {
            each.differences()
                    .forEach(aspect -> System.out.println("   " + aspect + " differs\n" + each.explain(aspect)));
        }
    }
}
