package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.acceptance.main.Baresip;
import org.breakwater.acceptance.main.Report;

/** Phones of branch A that pass calls on while their LifeGUARD is alone: users 2037 to 2039. */
final class Transfers {

    private static final String FIRST = "2037";
    private static final String SECOND = "2038";
    private static final String THIRD = "2039";
    private static final int SECONDS = 20;
    private static final int PORT = 17_000;

    private Transfers() {}

    /** The first of three baresip sends the second to the third without asking. */
    static void blind(Branches branches) throws Exception {
        try (Baresip first = baresip(branches, FIRST, "manual");
                Baresip second = baresip(branches, SECOND, "auto");
                Baresip third = baresip(branches, THIRD, "auto")) {
            for (Baresip phone : List.of(first, second, third)) {
                phone.awaitRegistered(SECONDS);
            }
            first.command("dial", uri(SECOND));
            second.await("CALL_ESTABLISHED", SECONDS);
            long start = System.nanoTime();
            first.command("transfer", uri(THIRD));
            third.await("CALL_ESTABLISHED", SECONDS);
            String took = Report.since(start);
            assertThat(third.hears(440, 1_000)).as("tone at the third phone").isTrue();
            first.await("CALL_CLOSED", SECONDS);
            Report.row(LinkCut.TITLE, "blind transfer between three baresip", "talking after " + took, "ok");
        }
    }

    private static Baresip baresip(Branches branches, String user, String answerMode) throws Exception {
        Network.Host host = branches.mains().branchA();
        Baresip.Place place = new Baresip.Place(
                host.command(List.of()), host.address(), TwoMains.ZONE, List.of(Branches.LIFEGUARD_A + ":53"), 60);
        return Baresip.start(place, user, "password-" + user, answerMode);
    }

    /** The first of three linphonec talks with both others and connects them; its REFER carries Replaces. */
    static void attended(Branches branches) throws Exception {
        try (Linphone first = linphone(branches, 0, FIRST);
                Linphone second = linphone(branches, 1, SECOND);
                Linphone third = linphone(branches, 2, THIRD)) {
            first.tell("call " + uri(SECOND));
            first.awaitLine("established", "call 1");
            first.tell("pause 1");
            first.awaitLine("Call 1", "is now paused");
            first.tell("call " + uri(THIRD));
            first.awaitLine("established", "call 2");
            long start = System.nanoTime();
            first.tell("transfer 1 --to-call 2");
            second.awaitLine("established", THIRD);
            third.awaitLine("established", SECOND);
            Report.row(
                    LinkCut.TITLE,
                    "attended transfer between three linphonec",
                    "talking after " + Report.since(start),
                    "ok");
        }
    }

    private static Linphone linphone(Branches branches, int number, String user) throws Exception {
        return Linphone.start(
                branches.mains().branchA(), PORT + number * 10, user, TwoMains.ZONE, Branches.LIFEGUARD_A);
    }

    private static String uri(String user) {
        return "sip:" + user + "@" + TwoMains.ZONE;
    }
}
