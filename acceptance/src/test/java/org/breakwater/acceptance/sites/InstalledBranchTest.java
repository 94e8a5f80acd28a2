package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packages are built, the playbook converges them onto four trees, and what is installed there serves two mains and
 * two branches whose link is cut.
 */
@Tag("sites")
class InstalledBranchTest {

    private static final List<String> HOSTS = List.of("sip1", "sip2", "lg-a", "lg-b");

    @TempDir
    private Path folder;

    @Test
    void branchOfInstalledServersGoesOnCallingWhenItsLinkIsCut() throws Exception {
        InstalledTree.build();
        Map<String, InstalledTree> trees = new LinkedHashMap<>();
        try {
            for (String host : HOSTS) {
                trees.put(host, InstalledTree.empty(folder.resolve(host)));
            }
            long start = System.nanoTime();
            Rollout.play(
                            "site.yml",
                            inventory(),
                            Map.of("breakwater_main_verify", false, "breakwater_lifeguard_verify", false))
                    .succeeded();
            Report.row(
                    "installed",
                    "playbook converged on trees of two mains and two LifeGUARDs",
                    Report.since(start),
                    "ok");
            try (Branches branches = Branches.start(
                    (host, number, database) -> server(host, SiteServer.Kind.MAIN, trees),
                    (host, site) -> server(host, SiteServer.Kind.LIFEGUARD, trees))) {
                callsWithoutTheLink(branches);
            }
        } finally {
            for (InstalledTree tree : trees.values()) {
                tree.close();
            }
        }
    }

    private static SiteServer server(Network.Host host, SiteServer.Kind kind, Map<String, InstalledTree> trees) {
        return SiteServer.installed(host, kind, trees.get(host.name()));
    }

    private static void callsWithoutTheLink(Branches branches) throws Exception {
        SiteServer lifeGuard = branches.lifeGuardA();
        lifeGuard.begin();
        lifeGuard.awaitRunning();
        Branches.awaitVerdict(lifeGuard, "CONNECTED", 30);
        Await.until(
                "the extract is there",
                30,
                () -> lifeGuard.status().path("copied_accounts").asInt() == 40);
        Farm phones = branches.mains().phonesA();
        assertThat(phones.tell("register 2001 4 10.77.0.11,10.77.0.12")).isEqualTo("200=4");
        assertThat(phones.tell("register " + Branches.OPERATOR + " 1 10.77.0.12"))
                .isEqualTo("200=1");
        Await.until(
                "the LifeGUARD knows the phones",
                30,
                () -> lifeGuard.status().path("copied_registrations").asInt() == 5);
        LinkCut.firstCallAfterTheCut(branches);
        LinkCut.callsOfABranchAlone(branches);
    }

    private Path inventory() throws IOException {
        Map<String, Object> mains = Map.of(
                "vars", varsOfMains(),
                "hosts", Map.of("sip1", main(0), "sip2", main(1)));
        Map<String, Object> lifeGuards = Map.of(
                "vars", varsOfLifeGuards(),
                "hosts",
                        Map.of(
                                "lg-a",
                                lifeGuard("a", Branches.LIFEGUARD_A),
                                "lg-b",
                                lifeGuard("b", Branches.LIFEGUARD_B)));
        Map<String, Object> all = Map.of("all", Map.of("children", Map.of("mains", mains, "lifeguards", lifeGuards)));
        return Files.writeString(folder.resolve("hosts.yml"), new ObjectMapper().writeValueAsString(all));
    }

    private Map<String, Object> main(int number) {
        String address = "10.77.0.1" + (number + 1);
        return Map.of(
                "breakwater_root", folder.resolve("sip" + (number + 1)).toString(),
                "breakwater_main_listen", List.of("tcp:" + address + ":5060", "udp:" + address + ":5060"),
                "breakwater_main_cluster_bind", address + ":5701",
                "breakwater_main_dns_listen", List.of(address + ":53"),
                "breakwater_main_dns_server_number", number);
    }

    private static Map<String, Object> varsOfMains() {
        return Map.of(
                "breakwater_main_cluster_members", List.of("10.77.0.11", "10.77.0.12"),
                "breakwater_main_database_url", "mysql://sites@10.77.0.20:3306/sites",
                "breakwater_main_database_password", "sites",
                "breakwater_main_dns_zone", TwoMains.ZONE,
                "breakwater_main_dns_mains",
                        List.of(
                                Map.of("name", "sip1", "addresses", List.of("10.77.0.11")),
                                Map.of("name", "sip2", "addresses", List.of("10.77.0.12"))),
                "breakwater_main_dns_branches",
                        List.of(
                                branch("a", "10.77.1", Branches.LIFEGUARD_A),
                                branch("b", "10.77.2", Branches.LIFEGUARD_B)),
                "breakwater_main_extra_settings",
                        Map.of(
                                "script_defines", Map.of("DOMAIN", "\"" + TwoMains.ZONE + "\""),
                                "directory", Map.of("refresh_seconds", 2),
                                "cluster", Map.of("join_seconds", 10),
                                "security", Map.of("trusted_networks", List.of("10.77.0.0/16"))));
    }

    private static Map<String, Object> branch(String name, String network, String lifeGuard) {
        return Map.of(
                "name", name,
                "prefixes", List.of(network + ".0/24"),
                "lifeguard_name", "lg-" + name,
                "lifeguard_addresses", List.of(lifeGuard),
                "secret", TwoMains.key(name));
    }

    private Map<String, Object> lifeGuard(String site, String address) {
        return Map.of(
                "breakwater_root", folder.resolve("lg-" + site).toString(),
                "breakwater_lifeguard_site", site,
                "breakwater_lifeguard_listen", List.of("tcp:" + address + ":5060", "udp:" + address + ":5060"),
                "breakwater_lifeguard_dns_listen", List.of(address + ":53"),
                "breakwater_lifeguard_dns_secret", TwoMains.key(site));
    }

    private static Map<String, Object> varsOfLifeGuards() {
        return Map.of(
                "breakwater_lifeguard_mains", List.of("sip:10.77.0.11;transport=tcp", "sip:10.77.0.12;transport=tcp"),
                "breakwater_lifeguard_link_members", List.of("10.77.0.11", "10.77.0.12"),
                "breakwater_lifeguard_dns_zone", TwoMains.ZONE,
                "breakwater_lifeguard_dns_primaries", List.of("10.77.0.11", "10.77.0.12"),
                "breakwater_lifeguard_extra_server_settings",
                        Map.of("security", Map.of("trusted_networks", List.of("10.77.0.0/16"))));
    }
}
