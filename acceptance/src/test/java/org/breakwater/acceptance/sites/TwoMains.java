package org.breakwater.acceptance.sites;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Cli;

/**
 * Two main servers on one MariaDB, two branches at 1 Mbit/s and the headquarters: the network, the servers and the
 * phones of a test class.
 */
final class TwoMains implements AutoCloseable {

    static final String ZONE = "pbx.example.lan";
    static final int DNS_TTL_SECONDS = 5;

    private static final int FIRST_USER = 2001;
    private static final int LAST_USER = 2399;

    private final Opened opened = new Opened();
    private final Network network;
    private final SiteDatabase database;
    private final Network.Lan lanA;
    private final Network.Lan lanB;
    private final SiteServer first;
    private final SiteServer second;
    private final Farm phonesA;
    private final Farm phonesB;
    private final Farm phonesHq;
    private final Network.Host branchA;
    private final Network.Host branchB;
    private final Network.Host headquarters;

    private TwoMains(Servers servers) throws Exception {
        try {
            network = opened.add(Network.create());
            database = opened.add(SiteDatabase.start(network.host("db", "10.77.0.20")));
            first = opened.add(servers.main(network.host("sip1", "10.77.0.11"), 0, database));
            second = opened.add(servers.main(network.host("sip2", "10.77.0.12"), 1, database));
            lanA = network.lan("a");
            lanB = network.lan("b");
            branchA = network.host(lanA, "a", "10.77.1.10");
            branchB = network.host(lanB, "b", "10.77.2.10");
            headquarters = network.host("hq", "10.77.9.10");
            first.begin();
            first.awaitRunning();
            second.takeKeyOf(first);
            second.begin();
            phonesA = opened.add(Farm.start(branchA, 20_000));
            phonesB = opened.add(Farm.start(branchB, 20_000));
            phonesHq = opened.add(Farm.start(headquarters, 20_000));
            second.awaitRunning();
            addUsers(FIRST_USER, LAST_USER);
            first.awaitWell();
            second.awaitWell();
            awaitTogether();
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Main servers that run from the clone. */
    static TwoMains start() throws Exception {
        return new TwoMains(TwoMains::ofClone);
    }

    static TwoMains start(Servers servers) throws Exception {
        return new TwoMains(servers);
    }

    /** Where main servers come from. */
    interface Servers {
        /** Server 0 or 1, not started. */
        SiteServer main(Network.Host host, int number, SiteDatabase database) throws IOException;
    }

    static SiteServer ofClone(Network.Host host, int number, SiteDatabase database) throws IOException {
        return SiteServer.ofClone(
                host,
                SiteServer.Kind.MAIN,
                Map.of(
                        "breakwater.yaml", yaml(number, host.address(), database),
                        "keys/a", key("a"),
                        "keys/b", key("b")));
    }

    /** The transfer key of a branch, in Base64. */
    static String key(String site) {
        return Base64.getEncoder().encodeToString(("transfers to branch " + site).getBytes(US_ASCII));
    }

    private static String yaml(int number, String address, SiteDatabase database) {
        return """
                listen: ["tcp:%2$s:5060", "udp:%2$s:5060"]
                script_defines: {DOMAIN: '"pbx.example.lan"'}
                database: {url: "%4$s"}
                directory: {refresh_seconds: 2}
                security: {trusted_networks: [10.77.0.0/16], max_connections_per_source: 4000}
                workers: 1
                cluster:
                  name: sites
                  node: sip%3$d
                  bind: "%2$s:5701"
                  members: [10.77.0.11, 10.77.0.12]
                  heartbeat_seconds: 1
                  dead_seconds: 5
                  merge_seconds: 2
                  join_seconds: 10
                dns:
                  listen: ["%2$s:53"]
                  server_number: %1$d
                  topology:
                    zone: pbx.example.lan
                    service_ttl_seconds: 5
                    mains:
                      - {name: sip1, addresses: [10.77.0.11]}
                      - {name: sip2, addresses: [10.77.0.12]}
                    branches:
                      - name: a
                        prefixes: [10.77.1.0/24]
                        key: a
                        notify: [10.77.1.5]
                        lifeguard: {name: lg-a, addresses: [10.77.1.5]}
                      - name: b
                        prefixes: [10.77.2.0/24]
                        key: b
                        notify: [10.77.2.5]
                        lifeguard: {name: lg-b, addresses: [10.77.2.5]}
                  keys: [{name: a, secret_file: keys/a}, {name: b, secret_file: keys/b}]
                  enum: {zone: e164.pbx.example.lan, name_server: sip1.pbx.example.lan}
                """.formatted(number, address, number + 1, database.url());
    }

    /** Adds users from FIRST to LAST, with the password of the phones, and waits until both mains know them. */
    void addUsers(int from, int to) throws IOException, InterruptedException {
        StringBuilder users = new StringBuilder();
        for (int user = from; user <= to; user++) {
            users.append(user)
                    .append(',')
                    .append(ZONE)
                    .append(",password-")
                    .append(user)
                    .append('\n');
        }
        Path file = Files.createTempFile("breakwater-users", ".csv");
        try {
            Files.writeString(file, users);
            Cli.Result added = first.cli("user", "import", file.toString());
            if (added.exitCode() != 0) {
                throw new AssertionError(added.output());
            }
        } finally {
            Files.delete(file);
        }
        Await.until(
                "the second main knows the users",
                30,
                () -> second.cli("user", "list").output().contains(Integer.toString(to)));
    }

    /** Until both mains say that there are two; milliseconds it took. */
    long awaitTogether() throws InterruptedException {
        return Await.until("each main sees the other", 60, () -> members(first) == 2 && members(second) == 2);
    }

    /** Until each is on its own; milliseconds it took. */
    long awaitApart() throws InterruptedException {
        return Await.until("each main is on its own", 60, () -> members(first) == 1 && members(second) == 1);
    }

    private static int members(SiteServer main) throws IOException, InterruptedException {
        return main.status().path("servers").size();
    }

    Network network() {
        return network;
    }

    SiteDatabase database() {
        return database;
    }

    Network.Lan lanA() {
        return lanA;
    }

    Network.Lan lanB() {
        return lanB;
    }

    SiteServer first() {
        return first;
    }

    SiteServer second() {
        return second;
    }

    /** Phones of branch A. */
    Farm phonesA() {
        return phonesA;
    }

    /** Phones of branch B. */
    Farm phonesB() {
        return phonesB;
    }

    /** Phones beside the mains. */
    Farm phonesHq() {
        return phonesHq;
    }

    Network.Host branchA() {
        return branchA;
    }

    Network.Host branchB() {
        return branchB;
    }

    Network.Host headquarters() {
        return headquarters;
    }

    /** What dig prints as short answers for a machine that asks a main, one line each, sorted. */
    static List<String> dig(Network.Host asking, SiteServer asked, String name, String type)
            throws IOException, InterruptedException {
        Cli.Result result = asking.run(20, "dig", "+short", "+tries=2", "+time=3", "@" + asked.address(), name, type);
        if (result.exitCode() != 0) {
            throw new AssertionError("dig " + name + " " + type + " at " + asked.address() + ": " + result.output());
        }
        return result.output().lines().filter(line -> !line.isBlank()).sorted().toList();
    }

    @Override
    public void close() {
        opened.close();
    }
}
