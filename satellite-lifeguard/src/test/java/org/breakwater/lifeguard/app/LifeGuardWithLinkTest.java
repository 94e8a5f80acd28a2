package org.breakwater.lifeguard.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.breakwater.cluster.ClusterNode;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.lifeguard.sync.TestDatabase;
import org.breakwater.platform.config.ClusterConfig;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.UserAdministration;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationMaps;
import org.breakwater.registrar.satellite.LastWords;
import org.breakwater.registrar.satellite.Refusals;
import org.breakwater.registrar.satellite.SiteService;
import org.breakwater.registrar.satellite.store.SiteTables;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A LifeGUARD on a real cluster link to one main server, which goes and comes back. */
class LifeGuardWithLinkTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 28_160);
    private static final InetSocketAddress MAIN = new InetSocketAddress("127.0.0.2", 28_101);
    private static final int CLUSTER = 28_701;

    @TempDir
    private Path folder;

    private Location mainLocation;
    private Path home;

    private JsonNode await(Predicate<JsonNode> condition) throws Exception {
        JsonNode status = status();
        while (!condition.test(status)) {
            status = status();
        }
        return status;
    }

    private JsonNode status() throws Exception {
        return new ControlClient(home.resolve("control.sock")).call("status", Map.of());
    }

    private static boolean is(JsonNode status, String verdict) {
        return status.path("verdict").asText().equals(verdict);
    }

    private ClusterNode startMain(TestDatabase main) {
        ClusterConfig config = new ClusterConfig(
                "breakwater",
                "main1",
                new HostPort("127.0.0.1", CLUSTER),
                Optional.empty(),
                List.of(new HostPort("127.0.0.1", CLUSTER)),
                Optional.empty(),
                1,
                new ClusterConfig.Times(1, 5, 2, 2, 5, 200));
        ClusterNode node =
                ClusterNode.start(config, List.of(LocationMaps.kind(BindingIdentity.CONTACT)), TimeSource.system());
        SiteTables tables = new SiteTables(main.database(), new AccountCopies(main.cipher()));
        LastWords words =
                new LastWords(new InMemorySharedMaps().map(LastWords.kind(), "all"), TimeSource.system(), "main1/1");
        new SiteService(tables, mainLocation, words, new Refusals(new Metrics()), TimeSource.system())
                .serve(node.services());
        return node;
    }

    private void prepare(TestDatabase main) throws Exception {
        UserAdministration users =
                new UserAdministration(main.directories().own(), main.cipher(), () -> Set.of("breakwater"));
        for (String user : List.of("1001", "1002")) {
            users.add(new NewUser(new DirectoryName(user, "pbx.example"), "pw-" + user + "-long", "", List.of()));
        }
        main.sql("INSERT INTO breakwater_site_user (username, domain, site)"
                + " SELECT username, domain, 'paris' FROM subscriber");
        Foundation.prepareHome(home);
        Files.writeString(
                home.resolve("lifeguard.yaml"),
                "site: paris\nmains: [sip:127.0.0.2:" + MAIN.getPort() + "]\nlink: {members: [127.0.0.1:" + CLUSTER
                        + "]}\n" + "sync: {poll_seconds: 1}\nverdict: {alone_after_seconds: 1, return_seconds: 1}\n");
    }

    @Test
    @Timeout(120)
    void aBranchThatIsCutOffGoesOnAndComesBackWithWhatItTook() throws Exception {
        home = folder.resolve("lifeguard");
        mainLocation = new Location(
                "location",
                new InMemorySharedMaps().map(LocationMaps.kind(BindingIdentity.CONTACT), "location"),
                TimeSource.system(),
                "main1/1");
        try (TestDatabase main = new TestDatabase(folder.resolve("main"));
                TestPhone anna = new TestPhone("1001", "pw-1001-long", SERVER, 28_171);
                TestPhone bert = new TestPhone("1002", "pw-1002-long", SERVER, 28_172)) {
            prepare(main);
            FakeMain sip = new FakeMain(MAIN);
            ClusterNode node = startMain(main);
            LifeGuard guard = LifeGuard.start(new RunOptions(
                    home, null, List.of("udp:127.0.0.1:28160"), new ParseOptions(List.of(), List.of(), n -> null)));
            try {
                await(s -> is(s, "CONNECTED") && s.path("copied_accounts").asInt() == 2);
                assertThat(anna.register()).isEqualTo(200);
                await(s -> mainLocation.isRegistered("1001"));
                assertThat(mainLocation.lookup("1001").get(0).route().path())
                        .isEqualTo("<sip:127.0.0.1:28160;transport=udp;lr>");
                assertThat(anna.request("INVITE", "5555", "")).startsWith("SIP/2.0 404 Not Found At Main");

                node.close();
                sip.close();
                await(s -> is(s, "ALONE"));
                assertThat(bert.register()).isEqualTo(200);
                assertThat(mainLocation.isRegistered("1002")).isFalse();

                sip = new FakeMain(MAIN);
                node = startMain(main);
                await(s -> s.path("link").asText().equals("CONNECTED"));
                long back = TimeSource.system().monotonicNanos();
                await(s -> mainLocation.isRegistered("1002"));
                long millis = (TimeSource.system().monotonicNanos() - back) / 1_000_000;
                report("from the link's return until the mains know a new phone", millis + " ms");
                assertThat(millis).isLessThan(5_000);
                JsonNode last = await(s -> is(s, "CONNECTED"));
                assertThat(last.path("verdict_changes").findValuesAsText("to"))
                        .containsSubsequence("CONNECTED", "SUSPECT", "ALONE", "RETURNING", "CONNECTED");
            } finally {
                guard.stop();
                node.close();
                sip.close();
            }
        }
    }

    /** Into the test's report. */
    private static void report(String what, String figure) {
        System.out.println(what + ": " + figure);
    }
}
