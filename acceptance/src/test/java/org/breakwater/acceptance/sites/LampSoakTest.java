package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * 200 phones with 20 lamps each at headquarters, 20 with four lamps each in two branches behind lines of 1 Mbit/s, and ten
 * calls a second, while servers are killed and links cut with a fixed seed. Phones ask for their lamps once and refresh; they
 * never ask again because a server or a line went away.
 */
@Tag("presence")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LampSoakTest {

    private static final boolean LONG = Boolean.getBoolean("breakwater.long");
    private static final int SOAK_SECONDS = LONG ? 900 : 75;
    private static final int BROKEN_SECONDS = 8;
    private static final int WHOLE_SECONDS = 12;
    private static final int CALLS_A_SECOND = 10;
    private static final int LAMPS = 20;
    private static final int CALLS = 10;
    private static final int DARK_SECONDS = 40;
    private static final int REGISTER_SECONDS = 30;
    private static final int REFRESH_SECONDS = 120;
    private static final int FIRST_HQ = 2_101;
    private static final int PHONES_HQ = 200;
    private static final int FIRST_A = 2_001;
    private static final int FIRST_B = 2_041;
    private static final int PHONES_BRANCH = 10;
    private static final int LAMPS_BRANCH = 4;
    private static final String MAINS = "10.77.0.11,10.77.0.12";
    private static final String HQ = FIRST_HQ + "+" + PHONES_HQ;
    private static final long WRONG_MILLIS = 5_000;

    private final Random random = new Random(4);
    private Branches branches;
    private BrokenParts broken;
    private Path talking;
    private List<Farm> farms;

    @BeforeAll
    void startEverything() throws Exception {
        talking = Files.createTempFile("breakwater-talking", null);
        branches = Branches.start();
        broken = new BrokenParts(branches);
        for (SiteServer lifeGuard : List.of(branches.lifeGuardA(), branches.lifeGuardB())) {
            lifeGuard.begin();
            lifeGuard.awaitRunning();
            Branches.awaitVerdict(lifeGuard, "CONNECTED", 30);
        }
        TwoMains mains = branches.mains();
        farms = List.of(mains.phonesHq(), mains.phonesA(), mains.phonesB());
        begin(mains.phonesHq(), FIRST_HQ, PHONES_HQ, MAINS, LAMPS);
        begin(mains.phonesA(), FIRST_A, PHONES_BRANCH, MAINS + "," + Branches.LIFEGUARD_A, LAMPS_BRANCH);
        begin(mains.phonesB(), FIRST_B, PHONES_BRANCH, MAINS + "," + Branches.LIFEGUARD_B, LAMPS_BRANCH);
    }

    private void begin(Farm farm, int first, int count, String servers, int lamps) throws Exception {
        assertThat(farm.tell("register " + first + " " + count + " " + servers)).isEqualTo("200=" + count);
        farm.tell("refresh " + first + " " + count + " " + REGISTER_SECONDS + " home");
        String command =
                "lamps " + first + " " + count + " " + HQ + "/" + lamps + " " + REFRESH_SECONDS + " " + talking;
        assertThat(farm.tell(command)).isEqualTo("200=" + count * lamps);
    }

    @AfterAll
    void endEverything() throws Exception {
        if (branches != null) {
            branches.close();
        }
        Files.deleteIfExists(talking);
    }

    @Test
    void noLampIsWrongForLongOnceTheNetworkIsWhole() throws Exception {
        Await.until("every lamp shows what is so", 30, () -> sum("wrong") == 0);
        tell("whole");
        farms.get(0).tell("talk " + CALLS_A_SECOND);
        TimeUnit.SECONDS.sleep(WHOLE_SECONDS);
        List<String> history = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOAK_SECONDS);
        while (System.nanoTime() < end) {
            BrokenParts.Part part = history.isEmpty() ? broken.preferredMain() : anyPart();
            tell("broken");
            part.breakIt();
            TimeUnit.SECONDS.sleep(BROKEN_SECONDS);
            part.repair();
            branches.mains().first().awaitWell();
            branches.mains().second().awaitWell();
            branches.mains().awaitTogether();
            tell("whole");
            TimeUnit.SECONDS.sleep(WHOLE_SECONDS);
            history.add(part.name() + ": longest " + most("longestMillis") + " ms");
        }
        farms.get(0).tell("quiet");
        long longest = most("longestMillis");
        Report.row(
                "lamps",
                sum("lamps") + " lamps, " + sum("calls") + " calls (" + sum("failed") + " failed), " + history.size()
                        + " faults, " + sum("notified") + " NOTIFY",
                sum("wrongSeconds") + " wrong lamp-seconds in all; longest when whole " + longest
                        + " ms; versions that fell " + sum("fallen"),
                longest <= WRONG_MILLIS && sum("fallen") == 0 ? "ok" : "failed");
        assertThat(longest).as("%s; %s", history, shown()).isLessThanOrEqualTo(WRONG_MILLIS);
        assertThat(sum("fallen")).as("versions that fell").isZero();
    }

    @Test
    void callWhoseEndNoServerSawLeavesNoLampLit() throws Exception {
        Await.until("every lamp shows what is so", 30, () -> sum("wrong") == 0);
        TwoMains mains = branches.mains();
        BrokenParts.Part part = broken.preferredMain();
        String held = mains.phonesHq().tell("hold " + FIRST_HQ + " " + (FIRST_HQ + 100) + " " + CALLS + " 10.77.0.11");
        assertThat(held).isEqualTo("200=" + CALLS);
        Await.until("lamps are lit", 10, () -> sum("wrong") == 0);
        tell("broken");
        part.breakIt();
        mains.phonesHq().tell("forget");
        Await.until("lamps are wrong", 5, () -> sum("wrong") > 0);
        long millis = Await.until("every lamp is dark", DARK_SECONDS, () -> sum("wrong") == 0);
        part.repair();
        mains.awaitTogether();
        Report.row(
                "lamps",
                CALLS + " calls whose end no server saw, their main killed",
                "every lamp dark after " + millis + " ms",
                "ok");
    }

    private BrokenParts.Part anyPart() {
        return broken.parts().get(random.nextInt(broken.parts().size()));
    }

    private void tell(String command) throws Exception {
        for (Farm farm : farms) {
            farm.tell(command);
        }
    }

    private List<String> shown() throws Exception {
        List<String> all = new ArrayList<>();
        for (Farm farm : farms) {
            all.add(farm.tell("shown"));
        }
        return all;
    }

    private long sum(String name) throws Exception {
        return shown().stream().mapToLong(text -> values(text).get(name)).sum();
    }

    private long most(String name) throws Exception {
        return shown().stream().mapToLong(text -> values(text).get(name)).max().orElse(0);
    }

    private static Map<String, Long> values(String text) {
        Map<String, Long> values = new TreeMap<>();
        for (String pair : text.split(" ")) {
            String[] parts = pair.split("=");
            if (parts[1].matches("[0-9]+")) {
                values.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        return values;
    }
}
