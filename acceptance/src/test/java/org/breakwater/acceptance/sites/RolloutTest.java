package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.acceptance.main.Report;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Ansible collection, converged onto fresh trees over a local connection. There is no systemd in a tree. Needs root. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    void build() throws Exception {
        InstalledTree.build();
    }

    @Test
    void lintHasNothingToSay() throws Exception {
        ToolRun.in(
                        Rollout.FOLDER,
                        Rollout.LIMIT_SECONDS,
                        Map.of("NO_COLOR", "1"),
                        List.of("ansible-lint", "--offline", "--profile", "production"))
                .succeeded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main1    | breakwater_main_service_state     | restarted        | value of breakwater_main_service_state must be one of",
                "main1    | breakwater_main_dns_server_number | 7                | value of breakwater_main_dns_server_number must be one of",
                "main1    | breakwater_packages_from          | packages/        | must be a folder (/...) or a URL",
                "main1    | breakwater_main_node              | Main_One         | may have lower-case letters, digits and hyphens only",
                "main1    | breakwater_main_database_url      | ''               | must name the database that they share",
                "lg-paris | breakwater_lifeguard_dns_secret   | ''               | breakwater_lifeguard_dns_secret are needed"
            })
    void wrongVariablesAreRefusedBeforeAnythingIsDone(
            String host, String variable, String value, String message, @TempDir Path folder) throws Exception {
        ToolRun run = Rollout.play(
                "site.yml",
                Path.of("inventories/example/hosts.yml"),
                Map.of("breakwater_root", folder.toString(), variable, value),
                "--limit",
                host);
        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void exampleInventoryConvergesOnceAndGivesEveryServerItsZone(@TempDir Path folder) throws Exception {
        List<String> hosts = List.of("main1", "main2", "lg-paris", "lg-lyon");
        List<InstalledTree> trees = new ArrayList<>();
        try {
            for (String host : hosts) {
                trees.add(InstalledTree.empty(folder.resolve(host)));
            }
            Map<String, Object> onTrees = Map.of(
                    "breakwater_root",
                    folder + "/{{ inventory_hostname }}",
                    "breakwater_main_service_state",
                    "stopped",
                    "breakwater_lifeguard_service_state",
                    "stopped");
            Path inventory = Path.of("inventories/example/hosts.yml");
            long start = System.nanoTime();
            String first = Rollout.play("site.yml", inventory, onTrees).succeeded();
            String converged = Report.since(start);
            assertThat(recap(first)).hasSize(4).allMatch(line -> !line.contains("changed=0 "));
            assertThat(recap(Rollout.play("site.yml", inventory, onTrees).succeeded()))
                    .hasSize(4)
                    .allMatch(line -> line.contains("changed=0 "));
            for (int number = 0; number < 2; number++) {
                DnsConfig dns = dnsOf(trees.get(number), "/etc/breakwater/breakwater.yaml");
                assertThat(dns.toString()).contains("main2", "lg-lyon");
                assertThat(Files.readString(trees.get(number).file("/etc/breakwater/breakwater.yaml")))
                        .contains("server_number: " + number, "bind: 10.8.0." + (number + 1) + ":5701");
            }
            assertThat(dnsOf(trees.get(2), "/etc/breakwater/lifeguard.yaml").toString())
                    .contains("paris")
                    .doesNotContain("lyon");
            Report.row(
                    "rollout",
                    "two mains and two branches converged on trees / once more",
                    converged + " / changes nothing",
                    "ok");
        } finally {
            for (InstalledTree tree : trees) {
                tree.close();
            }
        }
    }

    /** The section dns as the DNS server reads it; a key it does not know is an error. */
    private static DnsConfig dnsOf(InstalledTree tree, String file) throws IOException {
        List<String> section = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(tree.file(file))) {
            within = line.startsWith("dns:") || within && (line.startsWith(" ") || line.startsWith("-"));
            if (within) {
                section.add(line);
            }
        }
        Path alone = Files.write(tree.file("/tmp/dns.yaml"), section);
        return DnsConfigReader.load(alone, tree.file("/var/lib/breakwater"));
    }

    private static List<String> recap(String output) {
        return output.lines().filter(line -> line.contains("unreachable=")).toList();
    }

    @Test
    void twoMainsAreRolledOutAndUpgradedOnlyWhileTheOtherIsWell(@TempDir Path folder) throws Exception {
        try (MariaDbServer database = MariaDbServer.start(29_100, 29_180);
                InstalledTree main1 = InstalledTree.empty(folder.resolve("main1"));
                InstalledTree main2 = InstalledTree.empty(folder.resolve("main2"))) {
            Path inventory = loopbackSite(folder, database.createDatabase("breakwater"));
            Rollout.play("site.yml", inventory, Map.of("breakwater_main_verify", false))
                    .succeeded();
            main1.startMain();
            main2.startMain();
            long start = System.nanoTime();
            String upgraded = Rollout.play("upgrade.yml", inventory, Map.of()).succeeded();
            String took = Report.since(start);
            assertThat(recap(upgraded)).hasSize(2).allMatch(line -> line.contains("changed=0 "));
            JsonNode status =
                    JSON.readTree(main1.run("breakwater", "status", "--json").succeeded());
            assertThat(status.get("servers")).hasSize(2);
            main2.stop();
            ToolRun refused = Rollout.play("upgrade.yml", inventory, Map.of(), "--limit", "main1");
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
            assertThat(refused.output()).contains("Every other main server is well", "no server is running");
            Report.row("rollout", "upgrade of two running mains / with one of them down", took + " / refused", "ok");
        }
    }

    private static Path loopbackSite(Path folder, String url) throws IOException {
        Map<String, Object> hosts = new LinkedHashMap<>();
        for (int number = 1; number <= 2; number++) {
            int port = 29_200 + 20 * number;
            hosts.put(
                    "main" + number,
                    Map.of(
                            "breakwater_root", folder.resolve("main" + number).toString(),
                            "breakwater_main_listen", List.of("tcp:127.0.0.1:" + port, "udp:127.0.0.1:" + port),
                            "breakwater_main_cluster_bind", "127.0.0.1:" + (port + 10)));
        }
        Map<String, Object> shared = Map.of(
                "breakwater_main_cluster_members", List.of("127.0.0.1:29230", "127.0.0.1:29250"),
                "breakwater_main_database_url", url,
                "breakwater_main_extra_settings", Map.of("cluster", Map.of("join_seconds", 3)));
        Map<String, Object> site = Map.of(
                "all",
                Map.of(
                        "children",
                        Map.of(
                                "mains",
                                Map.of("vars", shared, "hosts", hosts),
                                "lifeguards",
                                Map.of("hosts", Map.of()))));
        return Files.writeString(folder.resolve("hosts.yml"), JSON.writeValueAsString(site));
    }
}
