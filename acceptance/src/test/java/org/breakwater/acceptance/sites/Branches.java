package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.util.Map;
import org.breakwater.acceptance.main.Await;

/**
 * {@link TwoMains} and a LifeGUARD in each branch. Branch A has users 2001 to 2040 and a line of its own, branch B users
 * 2041 to 2080.
 */
final class Branches implements AutoCloseable {

    static final String LIFEGUARD_A = "10.77.1.5";
    static final String LIFEGUARD_B = "10.77.2.5";
    static final String OPERATOR = "2040";

    private static final String LINE_A = "10.77.1.9";
    private static final int SIP = 5060;

    private final Opened opened = new Opened();
    private final TwoMains mains;
    private final SiteServer lifeGuardA;
    private final SiteServer lifeGuardB;
    private final Farm lineA;

    private Branches(TwoMains.Servers mainServers, LifeGuards lifeGuards) throws Exception {
        try {
            mains = opened.add(TwoMains.start(mainServers));
            Network network = mains.network();
            lineA = opened.add(Farm.start(network.host(mains.lanA(), "line-a", LINE_A), 1));
            lineA.tell("listen 9999 " + SIP);
            describeSites();
            lifeGuardA = opened.add(lifeGuards.lifeGuard(network.host(mains.lanA(), "lg-a", LIFEGUARD_A), "a"));
            lifeGuardB = opened.add(lifeGuards.lifeGuard(network.host(mains.lanB(), "lg-b", LIFEGUARD_B), "b"));
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** The LifeGUARDs are not started yet. */
    static Branches start() throws Exception {
        return new Branches(TwoMains::ofClone, Branches::ofClone);
    }

    static Branches start(TwoMains.Servers mainServers, LifeGuards lifeGuards) throws Exception {
        return new Branches(mainServers, lifeGuards);
    }

    /** Where LifeGUARDs come from. */
    interface LifeGuards {
        /** The one of branch a or b, not started. */
        SiteServer lifeGuard(Network.Host host, String site) throws IOException;
    }

    private void describeSites() throws IOException, InterruptedException {
        mains.database().sql("""
                        INSERT INTO breakwater_site_user SELECT username, domain, 'a' FROM subscriber
                            WHERE username BETWEEN '2001' AND '2040';
                        INSERT INTO breakwater_site_user SELECT username, domain, 'b' FROM subscriber
                            WHERE username BETWEEN '2041' AND '2080';
                        INSERT INTO breakwater_site_number VALUES ('2041', '+4930555041', 'b');
                        INSERT INTO breakwater_site_setting VALUES
                            ('a', 'operator', '%s'), ('a', 'trunk', 'sip:%s;transport=tcp'),
                            ('a', 'emergency', '112'), ('a', 'outside_prefix', '0'), ('b', 'operator', '2080');
                        """.formatted(OPERATOR, LINE_A));
    }

    private static SiteServer ofClone(Network.Host host, String site) throws IOException {
        String server = """
                listen: ["tcp:%1$s:5060", "udp:%1$s:5060"]
                security: {trusted_networks: [10.77.0.0/16], max_connections_per_source: 4000}
                workers: 1
                """.formatted(host.address());
        String lifeGuard = """
                site: %1$s
                mains: ["sip:10.77.0.11;transport=tcp", "sip:10.77.0.12;transport=tcp"]
                link: {cluster: sites, members: [10.77.0.11, 10.77.0.12]}
                verdict: {return_seconds: 5}
                dns:
                  listen: ["%2$s:53"]
                  keys: [{name: %1$s, secret_file: keys/%1$s}]
                  secondaries: [{name: pbx.example.lan, primaries: [10.77.0.11, 10.77.0.12], key: %1$s}]
                """.formatted(site, host.address());
        return SiteServer.ofClone(
                host,
                SiteServer.Kind.LIFEGUARD,
                Map.of("breakwater.yaml", server, "lifeguard.yaml", lifeGuard, "keys/" + site, TwoMains.key(site)));
    }

    TwoMains mains() {
        return mains;
    }

    SiteServer lifeGuardA() {
        return lifeGuardA;
    }

    SiteServer lifeGuardB() {
        return lifeGuardB;
    }

    /** The public network at the end of branch A's line. */
    Farm lineA() {
        return lineA;
    }

    /** Until a LifeGUARD says so; milliseconds it took. */
    static long awaitVerdict(SiteServer lifeGuard, String verdict, int seconds) throws InterruptedException {
        return Await.until(
                lifeGuard.host().name() + " is " + verdict,
                seconds,
                () -> lifeGuard.status().path("verdict").asText().equals(verdict));
    }

    @Override
    public void close() {
        opened.close();
    }
}
