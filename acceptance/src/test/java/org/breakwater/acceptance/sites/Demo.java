package org.breakwater.acceptance.sites;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Baresip;

/**
 * {@code ./breakwater demo sites}: the network of the suite {@code sites} with baresip phones, broken and repaired on
 * request. Reads commands from standard input; the word {@code tour} shows everything by itself.
 */
public final class Demo {

    private static final List<String> TOUR = List.of(
            "who",
            "call 2031 2032",
            "call 2031 2111",
            "break link-a",
            "wait 8",
            "call 2031 2032",
            "call 2031 7777",
            "call 2031 *97",
            "call 2111 2031",
            "who",
            "repair link-a",
            "wait 5",
            "call 2111 2031",
            "break sip1",
            "call 2111 2051",
            "repair sip1",
            "who");
    private static final int CALL_SECONDS = 40;
    private static final int REGISTER_SECONDS = 60;

    private final Branches branches;
    private final Map<String, BrokenParts.Part> parts = new LinkedHashMap<>();
    private final Map<String, Baresip> phones = new LinkedHashMap<>();

    private Demo(Branches branches) {
        this.branches = branches;
        BrokenParts all = new BrokenParts(branches);
        List<String> names = List.of("sip1", "sip2", "lg-a", "link-a", "link-b", "link-mains");
        for (int i = 0; i < names.size(); i++) {
            parts.put(names.get(i), all.parts().get(i));
        }
    }

    /** Runs until {@code quit} or the end of standard input; {@code --tour} shows everything and ends. */
    public static void main(String[] arguments) throws Exception {
        say("Two mains, branches a and b with a LifeGUARD each behind 1 Mbit/s: this takes about half a minute.");
        try (Branches branches = Branches.start()) {
            Demo demo = new Demo(branches);
            try {
                demo.startPhones();
                demo.run(List.of(arguments).contains("--tour"));
            } finally {
                for (Baresip phone : demo.phones.values()) {
                    phone.close();
                }
            }
        }
        System.exit(0);
    }

    private void startPhones() throws Exception {
        for (SiteServer lifeGuard : List.of(branches.lifeGuardA(), branches.lifeGuardB())) {
            lifeGuard.begin();
            lifeGuard.awaitRunning();
            Branches.awaitVerdict(lifeGuard, "CONNECTED", 60);
        }
        TwoMains mains = branches.mains();
        Await.until(
                "LifeGUARD A has its extract",
                60,
                () -> branches.lifeGuardA().status().path("copied_accounts").asInt() > 0);
        phone("2031", mains.branchA(), Branches.LIFEGUARD_A);
        phone("2032", mains.branchA(), Branches.LIFEGUARD_A);
        phone(Branches.OPERATOR, mains.branchA(), Branches.LIFEGUARD_A);
        phone("2051", mains.branchB(), Branches.LIFEGUARD_B);
        phone(
                "2111",
                mains.headquarters(),
                mains.first().address(),
                mains.second().address());
        for (Baresip phone : phones.values()) {
            phone.awaitRegistered(REGISTER_SECONDS);
        }
    }

    /** A baresip that knows the zone's name and a DNS server, nothing else. */
    private void phone(String user, Network.Host host, String... resolvers) throws Exception {
        List<String> servers =
                Stream.of(resolvers).map(address -> address + ":53").toList();
        Baresip.Place place =
                new Baresip.Place(host.command(List.of()), host.address(), TwoMains.ZONE, servers, REGISTER_SECONDS);
        phones.put(user, Baresip.start(place, user, "password-" + user, "auto"));
    }

    private void run(boolean tour) throws Exception {
        help();
        if (tour) {
            tour();
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        System.out.print("> ");
        for (String line = in.readLine(); line != null && !line.strip().equals("quit"); line = in.readLine()) {
            command(line.strip());
            System.out.print("> ");
        }
    }

    private void tour() throws Exception {
        for (String line : TOUR) {
            say("> " + line);
            command(line);
        }
    }

    private void command(String line) throws Exception {
        String[] words = line.split(" +");
        try {
            switch (words[0]) {
                case "" -> say("");
                case "call" -> call(words[1], words[2]);
                case "break" -> breakPart(part(words[1]));
                case "repair" -> repair(part(words[1]));
                case "who" -> who();
                case "wait" -> TimeUnit.SECONDS.sleep(Integer.parseInt(words[1]));
                case "tour" -> tour();
                default -> help();
            }
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            help();
        } catch (AssertionError e) {
            say("  " + e.getMessage().lines().findFirst().orElse("failed"));
        }
    }

    private BrokenParts.Part part(String name) {
        BrokenParts.Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException(name);
        }
        return part;
    }

    private void call(String from, String number) throws IOException, InterruptedException {
        Baresip phone = phones.get(from);
        if (phone == null) {
            throw new IllegalArgumentException(from);
        }
        say("  " + from + " calls " + number + ": " + phone.call("sip:" + number + "@" + TwoMains.ZONE, CALL_SECONDS));
    }

    private static void breakPart(BrokenParts.Part part) throws Exception {
        if (!part.isBroken()) {
            part.breakIt();
        }
        say("  " + part.name() + ": broken, without a sign to anybody");
    }

    private static void repair(BrokenParts.Part part) throws Exception {
        if (part.isBroken()) {
            part.repair();
        }
        say("  " + part.name() + ": works");
    }

    /** What each server knows of the phones. */
    private void who() throws IOException, InterruptedException {
        List<SiteServer> servers = List.of(
                branches.mains().first(), branches.mains().second(), branches.lifeGuardA(), branches.lifeGuardB());
        for (SiteServer server : servers) {
            String name = server.host().name();
            if (!server.isAlive()) {
                say(String.format("  %-5s is dead", name));
                continue;
            }
            List<String> known = new ArrayList<>(server.registrations().keySet());
            String verdict = server.status().path("verdict").asText();
            say(String.format("  %-5s %-10s registered: %s", name, verdict, String.join(" ", known)));
        }
    }

    private static void help() {
        say("""

                Phones (baresip over TCP, found their server by NAPTR and SRV): 2031, 2032, 2040 (operator) in branch a,
                2051 in branch b, 2111 at headquarters.

                  call FROM NUMBER     a phone calls; what came of it
                  break PART           sip1, sip2 (main servers), lg-a (LifeGUARD), link-a, link-b, link-mains
                  repair PART
                  who                  which server knows which phones
                  tour                 everything, by itself
                  quit
                """);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
