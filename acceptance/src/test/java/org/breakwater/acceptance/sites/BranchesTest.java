package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Baresip;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Branches whose link to the mains is cut and comes back, with calls up, as their phones see it. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BranchesTest {

    private static final String LINK_BACK = "link of branch A back";
    private static final int MOST_MEGABYTES = 256;
    private static final long START_MILLIS = 5_000;
    private static final long HOME_MILLIS = 5_000;

    private Branches branches;
    private Baresip caller;
    private Baresip callee;
    private Baresip laterCaller;
    private Baresip laterCallee;

    @BeforeAll
    void startEverything() throws Exception {
        branches = Branches.start();
    }

    @AfterAll
    void endEverything() throws IOException {
        for (Baresip phone : new Baresip[] {caller, callee, laterCaller, laterCallee}) {
            if (phone != null) {
                phone.close();
            }
        }
        if (branches != null) {
            branches.close();
        }
    }

    @Test
    @Order(1)
    void lifeGuardStartsQuicklyAndHasItsExtract() throws Exception {
        SiteServer a = branches.lifeGuardA();
        long start = System.nanoTime();
        a.begin();
        a.awaitRunning();
        long took = (System.nanoTime() - start) / 1_000_000;
        long connected = Branches.awaitVerdict(a, "CONNECTED", 30);
        Await.until(
                "the extract is there",
                30,
                () -> a.status().path("copied_accounts").asInt() == 40);
        Report.row(
                "LifeGUARD",
                "start until phones can register / connected / extract of 40 users",
                took + " ms / " + connected + " ms more / " + Report.since(start),
                took < START_MILLIS ? "ok" : "failed");
        assertThat(took).isLessThan(START_MILLIS);
        branches.lifeGuardB().begin();
        branches.lifeGuardB().awaitRunning();
        Branches.awaitVerdict(branches.lifeGuardB(), "CONNECTED", 30);
    }

    @Test
    @Order(2)
    void lifeGuardServesTheViewOfItsBranch() throws Exception {
        Network.Host phone = branches.mains().branchA();
        Await.until(
                "LifeGUARD A has its zone",
                30,
                () -> srv(phone, branches.lifeGuardA()).equals(List.of("lg-a", "sip1", "sip2")));
        Report.row("LifeGUARD", "DNS: SRV as the branch sees it, from its own copy", "two mains and lg-a", "ok");
    }

    private static List<String> srv(Network.Host asking, SiteServer asked) throws Exception {
        return TwoMains.dig(asking, asked, "_sip._tcp." + TwoMains.ZONE, "SRV").stream()
                .map(line -> line.split(" ")[3].replaceAll("[.].*", ""))
                .sorted()
                .toList();
    }

    @Test
    @Order(3)
    void phonesFindTheMainsBySrvAndTalk() throws Exception {
        Farm a = branches.mains().phonesA();
        assertThat(a.tell("register 2001 30 10.77.0.11,10.77.0.12")).isEqualTo("200=30");
        assertThat(a.tell("register " + Branches.OPERATOR + " 1 10.77.0.12")).isEqualTo("200=1");
        assertThat(branches.mains().phonesB().tell("register 2041 40 10.77.0.12,10.77.0.11"))
                .isEqualTo("200=40");
        caller = baresip("2031", "manual");
        callee = baresip("2032", "auto");
        caller.awaitRegistered(20);
        callee.awaitRegistered(20);
        caller.command("dial", "sip:2032@" + TwoMains.ZONE);
        assertThat(callee.hears(440, 1_000)).as("tone at the called phone").isTrue();
        assertThat(caller.hears(440, 1_000)).as("tone at the calling phone").isTrue();
        Report.row("branch A", "two baresip find a main by NAPTR and SRV and call each other", "tone both ways", "ok");
    }

    private Baresip baresip(String user, String answerMode) throws Exception {
        Network.Host host = branches.mains().branchA();
        Baresip.Place place = new Baresip.Place(
                host.command(List.of()), host.address(), TwoMains.ZONE, List.of(Branches.LIFEGUARD_A + ":53"), 20);
        return Baresip.start(place, user, "password-" + user, answerMode);
    }

    @Test
    @Order(4)
    void cutBranchGoesOnCalling() throws Exception {
        Farm a = branches.mains().phonesA();
        assertThat(a.tell("dial 2003 2004 10.77.0.11")).startsWith("200 sip:2004@");
        int heard = callee.heardMillis(440);
        LinkCut.firstCallAfterTheCut(branches);
        Await.until("the call that was up goes on", 20, () -> callee.heardMillis(440) > heard + 2_000);
        Report.row(LinkCut.TITLE, "call that was up between two baresip", "tone goes on", "ok");
    }

    @Test
    @Order(5)
    void aloneBranchLivesOnItsOperatorAndItsLine() throws Exception {
        LinkCut.callsOfABranchAlone(branches);
    }

    @Test
    @Order(6)
    void phoneThatStartsMeanwhileFindsTheLifeGuardByDns() throws Exception {
        assertThat(srv(branches.mains().branchA(), branches.lifeGuardA())).containsExactly("lg-a");
        long start = System.nanoTime();
        laterCaller = baresip("2035", "manual");
        laterCallee = baresip("2036", "auto");
        laterCaller.awaitRegistered(20);
        laterCallee.awaitRegistered(20);
        String registered = Report.since(start);
        laterCaller.command("dial", "sip:2036@" + TwoMains.ZONE);
        assertThat(laterCallee.hears(440, 1_000)).as("tone at the called phone").isTrue();
        assertThat(laterCaller.hears(440, 1_000))
                .as("tone at the calling phone")
                .isTrue();
        Report.row(
                LinkCut.TITLE,
                "two baresip are switched on, find the LifeGUARD by SRV and talk",
                "registered in " + registered,
                "ok");
    }

    @Test
    @Order(7)
    void callsAreTransferredWithoutTheMains() throws Exception {
        Transfers.blind(branches);
        Transfers.attended(branches);
    }

    @Test
    @Order(8)
    void phoneRegisteredWhileAloneIsCallableFromTheMainSiteAfterTheReturn() throws Exception {
        Farm a = branches.mains().phonesA();
        Farm hq = branches.mains().phonesHq();
        assertThat(hq.tell("register 2101 2 10.77.0.11")).isEqualTo("200=2");
        assertThat(a.tell("register 2033 3 " + Branches.LIFEGUARD_A)).isEqualTo("200=3");
        assertThat(hq.tell("dial 2101 2033 10.77.0.11"))
                .as("not known there yet")
                .doesNotStartWith("200");
        String during = a.tell("dial 2033 2034 " + Branches.LIFEGUARD_A);
        assertThat(during).startsWith("200");
        long lines = outageRecords();
        branches.mains().network().restore(branches.mains().lanA());
        long back = System.nanoTime();
        Await.until(
                "called from the main site",
                30,
                () -> hq.tell("dial 2101 2033 10.77.0.11").startsWith("200 sip:2033@"));
        long took = (System.nanoTime() - back) / 1_000_000;
        Report.row(
                LINK_BACK,
                "phone that registered meanwhile is callable from the main site",
                took + " ms",
                took <= HOME_MILLIS ? "ok" : "failed");
        String baresip = hq.tell("dial 2101 2036 10.77.0.11");
        Report.row(
                LINK_BACK,
                "main site calls a baresip, whose Contact has another user part",
                baresip,
                baresip.startsWith("200 sip:2036-") ? "ok" : "failed");
        assertThat(baresip).startsWith("200 sip:2036-");
        long connected = Branches.awaitVerdict(branches.lifeGuardA(), "CONNECTED", 60);
        Report.row(LINK_BACK, "LifeGUARD CONNECTED", connected + " ms after that call", "ok");
        assertThat(a.tell("bye " + Branches.LIFEGUARD_A))
                .as("calls of the outage are still up")
                .startsWith("200=");
        Await.until("call records of the outage are at the mains", 30, () -> outageRecords() > lines);
        TimeUnit.SECONDS.sleep(5);
        assertThat(branches.mains().database().sql(TWICE))
                .as("records told twice")
                .isEmpty();
        Report.row(LINK_BACK, "call records of the outage", (outageRecords() - lines) + ", none twice", "ok");
        assertThat(took).isLessThanOrEqualTo(HOME_MILLIS);
    }

    @Test
    @Order(10)
    void phonesGoHomeAtTheirNextRegistrationAndTalkOn() throws Exception {
        int heard = laterCallee.heardMillis(440);
        long start = System.nanoTime();
        Await.until("the phone is registered at a main again", 75, () -> registeredAtAMain("2036"));
        String home = Report.since(start);
        Await.until("the call goes on", 20, () -> laterCallee.heardMillis(440) > heard + 2_000);
        Report.row(
                LINK_BACK,
                "a baresip that registered for a minute is home, its call of the outage goes on",
                home,
                "ok");
    }

    /** A phone at a LifeGUARD is known with a path to it. */
    private boolean registeredAtAMain(String user) throws Exception {
        String bindings =
                branches.mains().first().cli("registrations", "--json").output();
        for (JsonNode one : new ObjectMapper().readTree(bindings)) {
            if (one.path("aor").asText().equals(user)) {
                return one.path("path").isNull();
            }
        }
        return false;
    }

    private static final String TWICE =
            "SELECT callid, method, from_tag, COUNT(*) FROM acc GROUP BY 1, 2, 3, sip_code, time HAVING COUNT(*) > 1";

    private long outageRecords() throws Exception {
        return Long.parseLong(branches.mains().database().sql("SELECT COUNT(*) FROM breakwater_record_taken"));
    }

    @Test
    @Order(9)
    void lifeGuardIsSmall() throws Exception {
        long memory = branches.lifeGuardA().memory();
        Report.row(
                "LifeGUARD",
                "resident memory after all that",
                memory + " MiB",
                memory < MOST_MEGABYTES ? "ok" : "failed");
        assertThat(memory).isLessThan(MOST_MEGABYTES);
    }
}
