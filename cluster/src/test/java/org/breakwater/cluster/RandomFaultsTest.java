package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Binding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty sequences of random faults on two real members, with registrations all the time; after each the network is
 * whole, both members are up, and every phone is judged.
 */
@Tag("sites")
class RandomFaultsTest {

    private static final int SEQUENCES = Integer.getInteger("breakwater.sequences", 20);
    private static final long SEED = 20_261_130;
    private static final int PHONES = 40;
    private static final int BURST = 60;

    private final TimeSource time = TimeSource.system();
    private final Random random = new Random(SEED);
    private final List<String> faults = new ArrayList<>();
    private History history;
    private int cseq;
    private int operations;
    private int held;

    @Test
    void noAcknowledgedRegistrationIsLostAndNoStaleOneWins() throws Exception {
        try (Pair pair = new Pair(27030)) {
            for (int i = 0; i < SEQUENCES; i++) {
                sequence(pair, i);
            }
        }
        System.out.println("random fault sequences | " + SEQUENCES + " | operations " + operations
                + " | acknowledged by both " + held + " | faults " + faults.size() + " | 0 lost, 0 stale");
    }

    private void sequence(Pair pair, int number) throws Exception {
        history = new History();
        List<String> mine = new ArrayList<>();
        burst(pair, number);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            mine.add(fault(pair, number));
            burst(pair, number);
        }
        pair.mend();
        for (int which = 0; which < 2; which++) {
            if (!pair.isUp(which)) {
                pair.start(which);
            }
        }
        pair.awaitWhole();
        burst(pair, number);
        faults.addAll(mine);
        String what = "sequence " + number + " " + mine;
        TestNodes.await("agreement after " + what, 30, () -> agree(pair, number));
        for (String phone : history.phones()) {
            for (int which = 0; which < 2; which++) {
                assertThat(history.judge(phone, Phones.cseq(pair.registrations(which), aor(phone, number), phone)))
                        .as(what)
                        .isEmpty();
            }
        }
        operations += history.size();
    }

    private String fault(Pair pair, int number) throws Exception {
        boolean both = pair.isUp(0) && pair.isUp(1);
        int which = random.nextInt(2);
        switch (both ? random.nextInt(4) : 3) {
            case 0 -> {
                pair.cut();
                burst(pair, number);
                if (random.nextBoolean()) {
                    pair.awaitAlone(which);
                }
                return "cut";
            }
            case 1 -> {
                pair.silence();
                burst(pair, number);
                if (random.nextBoolean()) {
                    pair.awaitAlone(which);
                }
                return "silence";
            }
            case 2 -> {
                burst(pair, number);
                history.crashed(which);
                pair.crash(which);
                return "crash of " + which;
            }
            default -> {
                pair.mend();
                if (both) {
                    pair.awaitWhole();
                } else {
                    pair.start(pair.isUp(0) ? 1 : 0);
                }
                return "repair";
            }
        }
    }

    private static String aor(String phone, int number) {
        return "aor-" + number + '-' + phone.charAt(1);
    }

    /** Registrations at whichever members are up; waits a moment for their acknowledgement. */
    private void burst(Pair pair, int number) throws Exception {
        List<CompletableFuture<?>> awaited = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            int which = pair.isUp(0) && pair.isUp(1) ? random.nextInt(2) : pair.isUp(0) ? 0 : 1;
            String phone = "p" + random.nextInt(PHONES);
            awaited.add(operate(pair.registrations(which), which, aor(phone, number), phone));
        }
        CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<?> operate(SharedMap<String, AorBindings> map, int which, String aor, String phone) {
        History.Operation operation;
        long before = time.epochMillis();
        if (random.nextInt(5) == 0 && Phones.cseq(map, aor, phone) > 0) {
            long latest = Phones.received(map, aor, phone);
            Phones.unregister(map, aor, phone);
            operation = history.add(phone, which, before, Math.max(latest, time.epochMillis()), 0);
        } else {
            Binding made = Phones.register(map, aor, phone, ++cseq, before);
            long effective = effective(map, aor, made);
            operation = history.add(phone, which, effective, effective, cseq);
        }
        return map.backup(aor, Duration.ofMillis(400)).toCompletableFuture().thenAccept(backup -> {
            if (backup == Backup.HELD) {
                operation.held();
                held++;
            }
        });
    }

    /** The time the server gave it, unless somebody was faster. */
    private static long effective(SharedMap<String, AorBindings> map, String aor, Binding made) {
        AorBindings now = map.get(aor);
        return now == null
                ? made.registration().receivedMillis()
                : now.bindings().stream()
                        .filter(b -> b.ruid().equals(made.ruid()))
                        .mapToLong(b -> b.registration().receivedMillis())
                        .findFirst()
                        .orElse(made.registration().receivedMillis());
    }

    private static boolean agree(Pair pair, int number) {
        for (int i = 0; i < 10; i++) {
            String aor = "aor-" + number + '-' + i;
            AorBindings one = pair.registrations(0).get(aor);
            if (one == null
                    ? pair.registrations(1).get(aor) != null
                    : !one.equals(pair.registrations(1).get(aor))) {
                return false;
            }
        }
        return true;
    }
}
