package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What 2,000 phones in branch A and 500 in branch B cost their lines of 1 Mbit/s. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinkUseTest {

    private static final int FIRST_A = 20_001;
    private static final int PHONES_A = 2_000;
    private static final int FIRST_B = 25_001;
    private static final int PHONES_B = 500;
    private static final int USERS_ELSEWHERE = 40;

    /** Phones of an expiry of 300 s refresh at half of it. */
    private static final int REFRESH_SECONDS = 150;

    private static final int WATCH_SECONDS = Boolean.getBoolean("breakwater.long") ? 3_600 : 30;
    private static final long RESYNC_MILLIS = 10_000;
    private static final int MOST_MEGABYTES = 256;

    private Branches branches;

    @BeforeAll
    void startEverything() throws Exception {
        branches = Branches.start();
        TwoMains mains = branches.mains();
        mains.addUsers(FIRST_A, FIRST_A + PHONES_A - 1);
        mains.addUsers(FIRST_B, FIRST_B + PHONES_B - 1);
        mains.database().sql("""
                        INSERT INTO breakwater_site_user SELECT username, domain, 'a' FROM subscriber
                            WHERE username BETWEEN 20001 AND 22000;
                        INSERT INTO breakwater_site_user SELECT username, domain, 'b' FROM subscriber
                            WHERE username BETWEEN 25001 AND 25500;
                        """);
        branches.lifeGuardA().begin();
        branches.lifeGuardB().begin();
        branches.lifeGuardA().awaitRunning();
        branches.lifeGuardB().awaitRunning();
        awaitCopy(branches.lifeGuardA(), "copied_accounts", PHONES_A + USERS_ELSEWHERE);
        awaitCopy(branches.lifeGuardB(), "copied_accounts", PHONES_B + USERS_ELSEWHERE);
    }

    @AfterAll
    void endEverything() {
        if (branches != null) {
            branches.close();
        }
    }

    private static void awaitCopy(SiteServer lifeGuard, String what, int count) throws Exception {
        Await.until(
                lifeGuard.host().name() + " has " + count + " " + what,
                60,
                () -> lifeGuard.status().path(what).asInt() == count);
    }

    @Test
    @Order(1)
    void refreshesThatChangeNothingHardlyCrossTheLink() throws Exception {
        TwoMains mains = branches.mains();
        Farm a = mains.phonesA();
        Farm b = mains.phonesB();
        long[] beforeA = mains.network().octets(mains.lanA());
        long[] beforeB = mains.network().octets(mains.lanB());
        assertThat(a.tell("register 20001 2000 " + Branches.LIFEGUARD_A)).isEqualTo("200=2000");
        assertThat(b.tell("register 25001 500 " + Branches.LIFEGUARD_B)).isEqualTo("200=500");
        Await.until(
                "the mains know all phones",
                60,
                () -> mains.first().registrations().size() >= PHONES_A + PHONES_B);
        report("2,000 phones register at LifeGUARD A, mains are told", mains.lanA(), beforeA);
        report("500 phones register at LifeGUARD B, mains are told", mains.lanB(), beforeB);
        a.tell("refresh 20001 2000 " + REFRESH_SECONDS);
        b.tell("refresh 25001 500 " + REFRESH_SECONDS);
        beforeA = mains.network().octets(mains.lanA());
        beforeB = mains.network().octets(mains.lanB());
        TimeUnit.SECONDS.sleep(WATCH_SECONDS);
        String time = WATCH_SECONDS + " s of refreshes at 300 s expiry, ";
        report(time + "2,000 phones", mains.lanA(), beforeA);
        report(time + "500 phones", mains.lanB(), beforeB);
        a.tell("rest");
        b.tell("rest");
    }

    private long report(String what, Network.Lan lan, long[] before) throws Exception {
        long[] now = branches.mains().network().octets(lan);
        long down = now[0] - before[0];
        long up = now[1] - before[1];
        Report.row("octets on the line", what, String.format(Locale.ROOT, "%,d up, %,d down", up, down), "ok");
        return down;
    }

    @Test
    @Order(2)
    void lifeGuardIsSmall() throws Exception {
        long b = branches.lifeGuardB().memory();
        Report.row(
                "LifeGUARD",
                "resident memory with 2,000 phones / with 500",
                branches.lifeGuardA().memory() + " MiB / " + b + " MiB",
                b < MOST_MEGABYTES ? "ok" : "failed");
        assertThat(b).isLessThan(MOST_MEGABYTES);
    }

    @Test
    @Order(3)
    void newDiskIsFilledWithinTenSeconds() throws Exception {
        TwoMains mains = branches.mains();
        long start = System.nanoTime();
        assertThat(mains.phonesA().tell("register 20001 2000 10.77.0.11,10.77.0.12"))
                .isEqualTo("200=2000");
        Report.row("octets on the line", "2,000 phones register at the mains, at once", Report.since(start), "ok");
        SiteServer lifeGuard = branches.lifeGuardA();
        lifeGuard.kill();
        lifeGuard.forget();
        long[] before = mains.network().octets(mains.lanA());
        lifeGuard.begin();
        lifeGuard.awaitRunning();
        Await.until(
                "the link stands",
                60,
                () -> lifeGuard.status().path("link").asText().equals("CONNECTED"));
        start = System.nanoTime();
        awaitCopy(lifeGuard, "copied_registrations", PHONES_A);
        awaitCopy(lifeGuard, "copied_accounts", PHONES_A + USERS_ELSEWHERE);
        long took = (System.nanoTime() - start) / 1_000_000;
        report("everything again for an empty LifeGUARD, 2,000 users and registrations", mains.lanA(), before);
        Report.row("LifeGUARD", "that took, from the link on", took + " ms", took <= RESYNC_MILLIS ? "ok" : "failed");
        assertThat(took).isLessThanOrEqualTo(RESYNC_MILLIS);
    }
}
