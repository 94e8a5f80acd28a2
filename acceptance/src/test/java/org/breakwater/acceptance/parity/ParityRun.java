package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakwater.acceptance.parity.Observation.Patience;

/** Runs the corpus on both engines, a few cases at a time. */
final class ParityRun {
    private static final int SLOTS = 4;
    private static final Patience PATIENCE = new Patience(500, 90, 1);
    private static final int SECOND_LOOK = 4;

    private final InProcessServer ourServer;

    /** {@code ourServer} is null to run kamailio alone. */
    ParityRun(InProcessServer ourServer) {
        this.ourServer = ourServer;
    }

    /** All comparisons, in the order of the cases. */
    List<Comparison> run(List<ParityCase> cases) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(SLOTS);
        ExecutorService readers = Executors.newCachedThreadPool();
        try {
            BlockingQueue<Integer> slots = new ArrayBlockingQueue<>(SLOTS);
            for (int i = 0; i < SLOTS; i++) {
                slots.add(i);
            }
            List<Future<Comparison>> running = new ArrayList<>();
            for (ParityCase script : cases) {
                running.add(workers.submit(() -> inSlot(script, slots, readers)));
            }
            List<Comparison> done = new ArrayList<>();
            for (Future<Comparison> each : running) {
                done.add(each.get());
            }
            return done;
        } finally {
            workers.shutdownNow();
            readers.shutdownNow();
        }
    }

    private Comparison inSlot(ParityCase script, BlockingQueue<Integer> slots, ExecutorService readers)
            throws Exception {
        int slot = slots.take();
        try {
            Comparison first = compare(script, slot, readers, PATIENCE);
            return isFine(first) ? first : compare(script, slot, readers, PATIENCE.times(SECOND_LOOK));
        } finally {
            slots.add(slot);
        }
    }

    /** A busy machine may end the watching early; only a difference seen with more patience counts. */
    private static boolean isFine(Comparison comparison) {
        return comparison.oracleProblem().isEmpty()
                && (comparison.ours() == null || comparison.differences().isEmpty());
    }

    private Comparison compare(ParityCase script, int slot, ExecutorService readers, Patience patience)
            throws Exception {
        CaseRunner runner = new CaseRunner(readers);
        Outcome oracle = runner.run(script, new KamailioEngine(readers), Ports.of(slot, 0), patience);
        Outcome ours = ourServer == null ? null : ours(runner, script, Ports.of(slot, 1), patience);
        return new Comparison(script, oracle, ours);
    }

    /** A fault of our engine is an outcome of that case, not the end of the run. */
    private Outcome ours(CaseRunner runner, ParityCase script, Ports ports, Patience patience) throws Exception {
        try {
            return runner.run(script, new BreakwaterEngine(ourServer), ports, patience);
        } catch (RuntimeException fault) {
            String what = "fault of our engine: " + fault + " at "
                    + List.of(fault.getStackTrace()).subList(0, 3);
            return new Outcome(List.of(what), what, new Effect(List.of(), List.of(), List.of()));
        }
    }
}
