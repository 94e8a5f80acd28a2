package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random faults while phones register and move, then a look at what is left. Registrations are made one block after the
 * other, so that the newest acknowledged one of each phone is known.
 */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final int SEQUENCES = Boolean.getBoolean("breakwater.long") ? 20 : 1;
    private static final int STEPS = 6;
    private static final long SEED = 20_261_130L;
    private static final int BLOCK = 5;
    private static final int USERS_OF_A_SITE = 20;
    private static final int FIRST_A = 2001;
    private static final int FIRST_B = 2041;
    private static final int SETTLE_SECONDS = 60;

    /** What is in memory only is on disk a second later; a server's acknowledgement promises no more than that. */
    private static final int ON_DISK_MILLIS = 1_000;

    private final Random random = new Random(SEED);
    private final Map<String, Acknowledged> newest = new TreeMap<>();
    private final List<String> history = new ArrayList<>();
    private Branches branches;
    private BrokenParts broken;
    private int acknowledged;
    private int unanswered;

    /** Where a phone was when it was told 200 last, and when. */
    private record Acknowledged(String address, long nanos) {

        /** A LifeGUARD grants 300 s; what lapsed is no loss. */
        boolean isSurelyValid() {
            return System.nanoTime() - nanos < TimeUnit.SECONDS.toNanos(240);
        }
    }

    @BeforeAll
    void startEverything() throws Exception {
        branches = Branches.start();
        broken = new BrokenParts(branches);
        for (SiteServer lifeGuard : List.of(branches.lifeGuardA(), branches.lifeGuardB())) {
            lifeGuard.begin();
            lifeGuard.awaitRunning();
            Branches.awaitVerdict(lifeGuard, "CONNECTED", 30);
        }
        for (SiteServer lifeGuard : List.of(branches.lifeGuardA(), branches.lifeGuardB())) {
            Await.until(
                    "the extract is there",
                    30,
                    () -> lifeGuard.status().path("copied_accounts").asInt() == 40);
        }
    }

    @AfterAll
    void endEverything() {
        if (branches != null) {
            branches.close();
        }
    }

    @Test
    void noAcknowledgedRegistrationIsLostAndNoStaleOneWins() throws Exception {
        int lost = 0;
        int stale = 0;
        for (int sequence = 1; sequence <= SEQUENCES; sequence++) {
            history.clear();
            for (int step = 0; step < STEPS; step++) {
                oneFault();
                phonesRegister();
            }
            broken.repairAll();
            List<String> faults = faultsAfterSettling();
            lost += faults.stream().filter(f -> f.startsWith("lost")).count();
            stale += faults.stream().filter(f -> !f.startsWith("lost")).count();
            if (!faults.isEmpty()) {
                System.err.println("sequence " + sequence + ": " + faults + "\n  " + String.join("\n  ", history));
            }
        }
        Report.row(
                "random faults",
                SEQUENCES + " sequences of " + STEPS + " faults, " + acknowledged + " registrations acknowledged, "
                        + unanswered + " not",
                lost + " lost, " + stale + " stale or twice",
                lost + stale == 0 ? "ok" : "failed");
        assertThat(lost + stale).as("lost " + lost + ", stale " + stale).isZero();
    }

    private void oneFault() throws Exception {
        BrokenParts.Part part = broken.parts().get(random.nextInt(broken.parts().size()));
        if (part.isBroken()) {
            history.add("repaired: " + part.name());
            part.repair();
        } else {
            if (part.losesMemory()) {
                TimeUnit.MILLISECONDS.sleep(ON_DISK_MILLIS);
            }
            history.add("broken: " + part.name());
            part.breakIt();
        }
    }

    /** A block of each branch's phones registers, in the branch or, moved, beside the mains. */
    private void phonesRegister() throws Exception {
        TwoMains mains = branches.mains();
        register(FIRST_A, mains.phonesA(), mains.branchA(), Branches.LIFEGUARD_A);
        register(FIRST_B, mains.phonesB(), mains.branchB(), Branches.LIFEGUARD_B);
    }

    private void register(int firstOfSite, Farm atHome, Network.Host home, String lifeGuard) throws Exception {
        int first = firstOfSite + random.nextInt(USERS_OF_A_SITE / BLOCK) * BLOCK;
        boolean moved = random.nextInt(4) == 0;
        List<String> servers = new ArrayList<>(List.of("10.77.0.11", "10.77.0.12"));
        Collections.shuffle(servers, random);
        if (!moved) {
            servers.add(random.nextInt(3), lifeGuard);
        }
        Farm farm = moved ? branches.mains().phonesHq() : atHome;
        String address = (moved ? branches.mains().headquarters() : home).address();
        for (int user = first; user < first + BLOCK; user++) {
            String answer = farm.tell("register " + user + " 1 " + String.join(",", servers));
            history.add(user + " at " + address + " via " + servers + ": " + answer);
            if (answer.equals("200=1")) {
                newest.put(Integer.toString(user), new Acknowledged(address, System.nanoTime()));
                acknowledged++;
            } else {
                newest.remove(Integer.toString(user)); // Nobody knows whether it was taken.
                unanswered++;
            }
        }
    }

    private List<String> faultsAfterSettling() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        List<String> faults = faults();
        while (!faults.isEmpty() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            faults = faults();
        }
        return faults;
    }

    private List<String> faults() throws Exception {
        newest.values().removeIf(a -> !a.isSurelyValid());
        List<String> faults = new ArrayList<>();
        for (SiteServer main :
                List.of(branches.mains().first(), branches.mains().second())) {
            Map<String, List<String>> bindings = main.registrations();
            newest.forEach((user, acknowledgement) -> {
                String address = acknowledgement.address();
                List<String> contacts = bindings.getOrDefault(user, List.of());
                if (contacts.isEmpty()) {
                    faults.add("lost: " + user + " at " + main.host().name());
                } else if (contacts.size() > 1 || !contacts.get(0).contains("@" + address + ":")) {
                    faults.add("stale or twice: " + user + " " + contacts + " instead of " + address + " at "
                            + main.host().name());
                }
            });
        }
        return faults;
    }
}
