package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Cli;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two main servers that die, start cold and are cut from each other, with phones registered and calls up. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainsTest {

    private static final boolean LONG = Boolean.getBoolean("breakwater.long");
    private static final int SPLIT_SECONDS = LONG ? 60 : 10;
    private static final int NEWCOMERS_MILLIS = 150;
    private static final int DEAD_SECONDS = LONG ? 60 : 2;
    private static final String SRV = "_sip._tcp." + TwoMains.ZONE;
    private static final String BOTH = "10.77.0.11,10.77.0.12";
    private static final String BOTH_SECOND_FIRST = "10.77.0.12,10.77.0.11";

    private TwoMains sites;

    @BeforeAll
    void startEverything() throws Exception {
        long start = System.nanoTime();
        sites = TwoMains.start();
        Report.row("sites", "MariaDB, two mains, three sites of phones", "up in " + Report.since(start), "ok");
    }

    @AfterAll
    void endEverything() {
        if (sites != null) {
            sites.close();
        }
    }

    @Test
    @Order(1)
    void siteSeesBothMainsAndItsOwnLifeGuardOnly() throws Exception {
        Map<Network.Host, Set<String>> expected = Map.of(
                sites.branchA(), Set.of("sip1", "sip2", "lg-a"),
                sites.branchB(), Set.of("sip1", "sip2", "lg-b"),
                sites.headquarters(), Set.of("sip1", "sip2"));
        for (SiteServer asked : List.of(sites.first(), sites.second())) {
            awaitSrv(asked, List.of("sip1", "sip2")); // Each is shown once it stayed well for a while.
            for (Map.Entry<Network.Host, Set<String>> site : expected.entrySet()) {
                assertThat(seenFrom(site.getKey(), asked))
                        .as("servers seen from " + site.getKey().name())
                        .isEqualTo(site.getValue());
            }
            assertThat(TwoMains.dig(sites.headquarters(), asked, "lg-a." + TwoMains.ZONE, "A"))
                    .isEmpty();
        }
        Report.row(
                "sites", "NAPTR → SRV → A by dig", "branches: two mains and the own LifeGUARD; else: two mains", "ok");
    }

    /** As a phone does it: NAPTR, then SRV of what it names for TCP, then the addresses. */
    private static Set<String> seenFrom(Network.Host asking, SiteServer asked) throws Exception {
        String service = TwoMains.dig(asking, asked, TwoMains.ZONE, "NAPTR").stream()
                .filter(line -> line.contains("SIP+D2T"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        Set<String> servers = new TreeSet<>();
        for (String line : TwoMains.dig(asking, asked, service, "SRV")) {
            String target = line.split(" ")[3];
            assertThat(TwoMains.dig(asking, asked, target, "A")).as(target).hasSize(1);
            servers.add(target.substring(0, target.indexOf('.')));
        }
        return servers;
    }

    @Test
    @Order(1)
    void numbersOfOursAreFoundByEnum() throws Exception {
        Cli.Result added = sites.first()
                .cli(
                        "user",
                        "add",
                        "2400",
                        "--domain",
                        TwoMains.ZONE,
                        "--password",
                        "password-2400",
                        "--number",
                        "+4930123456");
        assertThat(added.exitCode()).as(added.output()).isZero();
        String name = "6.5.4.3.2.1.0.3.9.4.e164." + TwoMains.ZONE;
        Await.until(
                "the other main finds the number",
                20,
                () -> TwoMains.dig(sites.branchA(), sites.second(), name, "NAPTR")
                        .toString()
                        .contains("sip:2400@" + TwoMains.ZONE));
        assertThat(TwoMains.dig(sites.branchA(), sites.second(), "7." + name, "NAPTR"))
                .isEmpty();
        Report.row("DNS", "ENUM of a user's number, asked of the other main", "found", "ok");
    }

    @Test
    @Order(2)
    void killOfOneMainUnderLoadLosesNoAcknowledgedRegistration() throws Exception {
        Farm a = sites.phonesA();
        Farm b = sites.phonesB();
        Farm hq = sites.phonesHq();
        assertThat(a.tell("register 2001 40 " + BOTH)).isEqualTo("200=40");
        assertThat(b.tell("register 2041 40 " + BOTH_SECOND_FIRST)).isEqualTo("200=40");
        assertThat(hq.tell("register 2101 2 " + BOTH_SECOND_FIRST)).isEqualTo("200=2");
        assertThat(hq.tell("hold 2101 2001 20 10.77.0.11"))
                .as("calls through the first main")
                .isEqualTo("200=20");
        a.tell("refresh 2001 40 4");
        b.tell("refresh 2041 40 4");
        try (SippLoad registering =
                        SippLoad.start(sites.headquarters(), sites.first(), "register.xml", login(2201, ""), 6060, 20);
                SippLoad calling = SippLoad.start(
                        sites.headquarters(), sites.first(), "uac_auth.xml", login(2202, ";2041"), 6070, 5)) {
            Await.until("SIPp's calls end well", 20, () -> calling.count().succeeded() >= 5);
            SippLoad.Count registered = registering.count();
            SippLoad.Count called = calling.count();
            // New phones come until the very moment; they register once and are not refreshed.
            a.begin("register 2121 60 " + BOTH);
            TimeUnit.MILLISECONDS.sleep(NEWCOMERS_MILLIS);
            sites.first().kill();
            long killed = System.nanoTime();
            assertThat(missingAtTheSurvivor())
                    .as("acknowledged, and not known to the survivor")
                    .isEmpty();
            String byes = hq.tell("bye 10.77.0.12");
            Report.row("kill -9 of a main", "20 calls set up through it, BYE through the survivor", byes, "ok");
            Report.row(
                    "kill -9 of a main",
                    "SIPp before: registrations, calls (done/failed)",
                    registered.succeeded() + "/" + registered.failed() + ", " + called.succeeded() + "/"
                            + called.failed(),
                    registered.failed() + called.failed() == 0 ? "ok" : "failed");
            awaitSrv(List.of("sip2"));
            Report.row(
                    "kill -9 of a main",
                    "the same SIPp, which knows no other server, afterwards",
                    "registrations " + failedSince(registering, registered) + " failed, calls "
                            + failedSince(calling, called) + " failed",
                    "ok");
            Report.row(
                    "DNS", "dead main leaves the survivor's answers", Report.since(killed) + " after the kill", "ok");
            assertThat(byes).isEqualTo("200=20");
            assertThat(registered.failed() + called.failed()).isZero();
        }
        callEveryPhoneThroughTheSurvivor();
        firstMainComesBack();
    }

    private Set<String> missingAtTheSurvivor() throws Exception {
        Farm a = sites.phonesA();
        String newcomers = a.result();
        Set<String> acknowledged = new TreeSet<>(a.acknowledged());
        acknowledged.addAll(sites.phonesB().acknowledged());
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeAll(sites.second().registrations().keySet());
        Report.row(
                "kill -9 of a main",
                acknowledged.size() + " acknowledged registrations, the survivor at once",
                missing.size() + " missing " + (missing.isEmpty() ? "" : missing) + "; newcomers " + newcomers + ", by "
                        + a.tell("served 2121 60"),
                missing.isEmpty() ? "ok" : "failed");
        return missing;
    }

    private static long failedSince(SippLoad load, SippLoad.Count before) throws IOException {
        return load.count().failed() - before.failed();
    }

    private static String login(int user, String more) {
        return user + ";[authentication username=" + user + " password=password-" + user + "]" + more;
    }

    /** After the phones' next refresh. */
    private void callEveryPhoneThroughTheSurvivor() throws Exception {
        Farm a = sites.phonesA();
        Farm b = sites.phonesB();
        TimeUnit.SECONDS.sleep(5);
        a.tell("rest");
        b.tell("rest");
        String toA = b.tell("call 2041 2001 40 10.77.0.12");
        String toNewcomers = b.tell("call 2041 2121 60 10.77.0.12");
        String toB = a.tell("call 2001 2041 40 10.77.0.12");
        boolean all = toA.equals("200=40") && toNewcomers.equals("200=60") && toB.equals("200=40");
        Report.row(
                "kill -9 of a main",
                "140 phones called from the other side after a refresh",
                "A: " + toA + "; new at A: " + toNewcomers + "; B: " + toB,
                all ? "ok" : "failed");
        assertThat(all)
                .as("every phone is callable: " + toA + ", " + toNewcomers + ", " + toB)
                .isTrue();
    }

    private void firstMainComesBack() throws Exception {
        long start = System.nanoTime();
        sites.first().begin();
        sites.first().awaitWell();
        String well = Report.since(start);
        awaitSrv(List.of("sip1", "sip2"));
        Report.row("DNS", "main is back in the survivor's answers", Report.since(start) + ", well after " + well, "ok");
        sites.awaitTogether();
        assertThat(sites.phonesHq().tell("call 2101 2001 40 10.77.0.11"))
                .as("the main that came back knows every phone")
                .isEqualTo("200=40");
    }

    private void awaitSrv(List<String> mains) throws Exception {
        awaitSrv(sites.second(), mains);
    }

    private void awaitSrv(SiteServer asked, List<String> mains) throws Exception {
        Await.until(
                asked.host().name() + " shows " + mains,
                40,
                () -> TwoMains.dig(sites.headquarters(), asked, SRV, "SRV").stream()
                        .map(line -> line.split(" ")[3].replaceAll("[.].*", ""))
                        .sorted()
                        .toList()
                        .equals(mains));
    }

    @Test
    @Order(3)
    void bothMainsStartColdWithWhatTheyKnew() throws Exception {
        TimeUnit.SECONDS.sleep(1);
        Map<String, List<String>> before = sites.first().registrations();
        assertThat(sites.second().registrations()).isEqualTo(before);
        sites.first().kill();
        sites.second().kill();
        TimeUnit.SECONDS.sleep(DEAD_SECONDS);
        long start = System.nanoTime();
        sites.first().begin();
        sites.second().begin();
        Map<String, Integer> answers = new TreeMap<>();
        String answer = "";
        while (!answer.equals("200=1")) {
            assertThat(System.nanoTime() - start)
                    .as("waiting to be let in: " + answers)
                    .isLessThan(60_000_000_000L);
            answer = sites.phonesHq().tell("register 2103 1 10.77.0.11");
            answers.merge(answer.substring(0, answer.indexOf('=')), 1, Integer::sum);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        String open = Report.since(start);
        sites.first().awaitWell();
        sites.second().awaitWell();
        sites.awaitTogether();
        answers.remove("1"); // No process listened yet.
        Map<String, List<String>> after = sites.first().registrations();
        Map<String, List<String>> afterThere = sites.second().registrations();
        after.remove("2103");
        afterThere.remove("2103");
        before.remove("2103");
        Report.row(
                "cold start of both",
                before.size() + " addresses of record before",
                after.size() + " after, " + (after.equals(before) ? "the same" : "others") + "; open after " + open
                        + "; REGISTER meanwhile: " + answers,
                after.equals(before) ? "ok" : "failed");
        assertThat(after).isEqualTo(before);
        assertThat(afterThere).isEqualTo(before);
        assertThat(answers.keySet())
                .as("refused with Retry-After until loaded")
                .contains("503")
                .doesNotContain("599");
    }

    @Test
    @Order(4)
    void splitMainsAgreeOnTheUnionAndTheNewestAfterwards() throws Exception {
        Farm a = sites.phonesA();
        Farm b = sites.phonesB();
        Farm hq = sites.phonesHq();
        assertThat(hq.tell("register 2321 10 10.77.0.11")).isEqualTo("200=10");
        sites.network().cut(sites.first().host(), sites.second().host());
        long cut = System.nanoTime();
        sites.awaitApart();
        String apart = Report.since(cut);
        assertThat(a.tell("register 2241 30 10.77.0.11")).isEqualTo("200=30");
        assertThat(b.tell("register 2281 30 10.77.0.12")).isEqualTo("200=30");
        // Phones that move: the first five end at the first main, the others at the second.
        assertThat(b.tell("register 2321 5 10.77.0.12")).isEqualTo("200=5");
        assertThat(a.tell("register 2326 5 10.77.0.11")).isEqualTo("200=5");
        assertThat(a.tell("register 2321 5 10.77.0.11")).isEqualTo("200=5");
        assertThat(b.tell("register 2326 5 10.77.0.12")).isEqualTo("200=5");
        assertThat(TwoMains.dig(sites.headquarters(), sites.first(), SRV, "SRV"))
                .hasSize(1);
        assertThat(TwoMains.dig(sites.headquarters(), sites.second(), SRV, "SRV"))
                .hasSize(1);
        long left = SPLIT_SECONDS * 1_000_000_000L - (System.nanoTime() - cut);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
        sites.network().restore(sites.first().host(), sites.second().host());
        long healed = System.nanoTime();
        sites.awaitTogether();
        String together = Report.since(healed);
        Map<String, String> expected = new TreeMap<>();
        expect(expected, 2241, 30, "10.77.1.10");
        expect(expected, 2281, 30, "10.77.2.10");
        expect(expected, 2321, 5, "10.77.1.10");
        expect(expected, 2326, 5, "10.77.2.10");
        Await.until(
                "both mains have the union",
                30,
                () -> faults(sites.first(), expected).isEmpty()
                        && faults(sites.second(), expected).isEmpty());
        Report.row(
                "split of the mains",
                SPLIT_SECONDS + " s, 60 phones on one side only, 10 moved",
                "apart after " + apart + "; healed: together " + together + ", union of both " + Report.since(healed)
                        + ", 0 lost, 0 stale, 0 twice",
                "ok");
        awaitSrv(List.of("sip1", "sip2"));
        assertThat(hq.tell("call 2101 2281 30 10.77.0.11"))
                .as("taken by the other main")
                .isEqualTo("200=30");
        assertThat(hq.tell("call 2101 2241 30 10.77.0.12"))
                .as("taken by the other main")
                .isEqualTo("200=30");
    }

    private static void expect(Map<String, String> expected, int first, int count, String address) {
        for (int user = first; user < first + count; user++) {
            expected.put(Integer.toString(user), address);
        }
    }

    /** Phones with no binding, a stale one, or more than one. */
    private static List<String> faults(SiteServer main, Map<String, String> expected) throws Exception {
        Map<String, List<String>> found = main.registrations();
        List<String> faults = new ArrayList<>();
        expected.forEach((user, address) -> {
            List<String> contacts = found.getOrDefault(user, List.of());
            if (contacts.size() != 1 || !contacts.get(0).contains(address)) {
                faults.add(user + " " + contacts);
            }
        });
        return faults;
    }
}
