package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.breakwater.acceptance.main.Report;

/** What phones of branch A do when its link is cut; users 2001 to 2004 and the operator are registered at the mains. */
final class LinkCut {

    static final String TITLE = "link of branch A cut";

    private static final String SERVERS = "10.77.0.11,10.77.0.12," + Branches.LIFEGUARD_A;
    private static final long SURVIVAL_MILLIS = 10_000;

    private LinkCut() {}

    /** Cuts the link; a phone calls its neighbour, and its LifeGUARD notices. */
    static void firstCallAfterTheCut(Branches branches) throws Exception {
        long cut = System.nanoTime();
        branches.mains().network().cut(branches.mains().lanA());
        String first = branches.mains().phonesA().tell("dial 2001 2002 " + SERVERS);
        long took = (System.nanoTime() - cut) / 1_000_000;
        Report.row(
                TITLE,
                "cut without a sign, first new call of a phone that fails over",
                took + " ms: " + first,
                first.startsWith("200 sip:2002@") && took <= SURVIVAL_MILLIS ? "ok" : "failed");
        long alone = Branches.awaitVerdict(branches.lifeGuardA(), "ALONE", 30);
        Report.row(TITLE, "LifeGUARD is ALONE", alone + " ms after that call", "ok");
        assertThat(first).startsWith("200 sip:2002@");
        assertThat(took).isLessThanOrEqualTo(SURVIVAL_MILLIS);
    }

    /** Everything else that is dialled. */
    static void callsOfABranchAlone(Branches branches) throws IOException {
        Farm phones = branches.mains().phonesA();
        expect(phones, "unknown number", "dial 2001 7777 ", "200 sip:" + Branches.OPERATOR + "@");
        expect(phones, "outside number", "dial 2001 0891234567 ", "200 sip:9999@");
        expect(phones, "number of branch B, by its DID", "dial 2001 2041 ", "200 sip:9999@");
        expect(phones, "emergency number", "dial 2001 112 ", "200 sip:9999@");
        expect(phones, "feature code", "dial 2001 *97 ", "480 399 lifeguard \"not available in survival mode\"");
        expect(phones, "SUBSCRIBE for a lamp", "subscribe 2001 2002 ", "503 60");
    }

    private static void expect(Farm phones, String what, String command, String beginning) throws IOException {
        String answer = phones.tell(command + Branches.LIFEGUARD_A);
        Report.row(TITLE, what, answer, answer.startsWith(beginning) ? "ok" : "failed");
        assertThat(answer).as(what).startsWith(beginning);
    }
}
