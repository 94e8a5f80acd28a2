package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the directory does on every database. */
abstract class DirectoryContract {

    private static final DirectoryName ALICE = new DirectoryName("alice", "example.com");
    private static final String PASSWORD = "correct horse";

    DirectoryFixture fixture;

    abstract DatabaseUrl emptyDatabase();

    @BeforeEach
    void open() {
        fixture = new DirectoryFixture(emptyDatabase());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Directory own() {
        return fixture.directories.own();
    }

    private SubscriberDirectory subscribers() {
        return own().subscribers(SubscriberTable.standard(true));
    }

    private SqlResult sql(String statement, Object... parameters) {
        return own().sql().executeBlocking(statement, parameters);
    }

    @Test
    void addedUserCanBeAuthenticatedAtOnceInEveryRealm() {
        SubscriberDirectory subscribers = subscribers();

        UserResult result = fixture.users.add(new NewUser(ALICE, PASSWORD, "Alice", List.of("2001")));

        assertThat(result).isInstanceOf(UserResult.Done.class);
        Credential account = subscribers.find("alice", "EXAMPLE.com").orElseThrow();
        for (String realm : List.of("example.com", "192.0.2.1")) {
            assertThat(account.ha1(HashAlgorithm.MD5, "alice", realm)).isEqualTo(expected(HashAlgorithm.MD5, realm));
            assertThat(account.ha1(HashAlgorithm.SHA_256, "alice", realm))
                    .isEqualTo(expected(HashAlgorithm.SHA_256, realm));
        }
        assertThat(account.ha1(HashAlgorithm.MD5, "alice", "other.example")).isEmpty();
        assertThat(subscribers.find("alice", null)).isPresent();
        assertThat(subscribers.find("alice", "other.example")).isEmpty();
    }

    private static Optional<String> expected(HashAlgorithm algorithm, String realm) {
        return new Secret.Clear(PASSWORD).ha1(algorithm, "alice", realm);
    }

    @Test
    void databaseHoldsNeitherPasswordNorUnencryptedHash() {
        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of()));

        SqlResult.Rows subscriber = (SqlResult.Rows) sql("SELECT password, ha1, ha1b FROM subscriber");
        SqlResult.Rows credential =
                (SqlResult.Rows) sql("SELECT md5_ha1_enc FROM breakwater_credential WHERE realm = 'example.com'");

        assertThat(subscriber.rows()).containsExactly(List.of("", "", ""));
        assertThat((String) credential.rows().get(0).get(0))
                .hasSize(1 + 12 + 16 + 16)
                .doesNotContain(expected(HashAlgorithm.MD5, "example.com").orElseThrow());
    }

    @Test
    void aliasesLeadToTheirUserAndBack() {
        AliasDirectory aliases = own().aliases("dbaliases");

        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of("2001", "2002")));

        assertThat(aliases.targets("2001", null)).containsExactly(ALICE);
        assertThat(aliases.targets("2001", "Example.COM")).containsExactly(ALICE);
        assertThat(aliases.targets("2001", "other.example")).isEmpty();
        assertThat(aliases.aliasesOf("alice", null))
                .extracting(DirectoryName::username)
                .containsExactly("2001", "2002");
    }

    @Test
    void numbersLeadToTheirUserWithOrWithoutPlus() {
        AliasDirectory aliases = own().aliases("dbaliases");

        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of("+4930123456", "2001", "front-desk")));

        assertThat(aliases.numberTarget("4930123456")).contains(ALICE);
        assertThat(aliases.numberTarget("2001")).contains(ALICE);
        assertThat(aliases.numberTarget("front-desk")).isEmpty();
        assertThat(aliases.numberTarget("493012345")).isEmpty();
        assertThat(aliases.hasNumberBelow("493012345")).isTrue();
        assertThat(aliases.hasNumberBelow("4930123456")).isFalse();
        assertThat(aliases.hasNumberBelow("3")).isFalse();
    }

    @Test
    void usersAreListedChangedAndRemoved() {
        SubscriberDirectory subscribers = subscribers();
        fixture.users.add(new NewUser(ALICE, PASSWORD, "Alice A.", List.of("2001")));

        assertThat(fixture.users.list()).containsExactly(new User(ALICE, "Alice A.", List.of("2001")));

        assertThat(fixture.users.setPassword(ALICE, "another horse")).isInstanceOf(UserResult.Done.class);
        assertThat(subscribers.find("alice", null).orElseThrow().ha1(HashAlgorithm.MD5, "alice", "example.com"))
                .isNotEqualTo(expected(HashAlgorithm.MD5, "example.com"))
                .isPresent();

        assertThat(fixture.users.remove(ALICE)).isInstanceOf(UserResult.Done.class);
        assertThat(subscribers.find("alice", null)).isEmpty();
        assertThat(fixture.users.list()).isEmpty();
        assertThat(own().aliases("dbaliases").targets("2001", null)).isEmpty();
        assertThat(fixture.users.remove(ALICE)).isInstanceOf(UserResult.NotFound.class);
        assertThat(fixture.users.setPassword(ALICE, PASSWORD)).isInstanceOf(UserResult.NotFound.class);
    }

    @Test
    void takenNamesAndNumbersAreRefusedWithoutATrace() {
        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of("2001")));

        DirectoryName bob = new DirectoryName("bob", "example.com");

        assertThat(fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of())))
                .isInstanceOf(UserResult.AlreadyExists.class);
        assertThat(fixture.users.add(new NewUser(bob, PASSWORD, "", List.of("2001"))))
                .isInstanceOf(UserResult.AlreadyExists.class);
        assertThat(fixture.users.add(new NewUser(bob, PASSWORD, "", List.of("alice"))))
                .isInstanceOf(UserResult.AlreadyExists.class);
        assertThat(fixture.users.list()).extracting(User::name).containsExactly(ALICE);
    }

    @Test
    void severalUsersAreAddedTogetherOrNotAtAll() {
        NewUser alice = new NewUser(ALICE, PASSWORD, "", List.of());
        NewUser bob = new NewUser(new DirectoryName("bob", "example.com"), PASSWORD, "", List.of("alice"));

        assertThat(fixture.users.addAll(List.of(alice, bob))).isInstanceOf(UserResult.AlreadyExists.class);
        assertThat(fixture.users.list()).isEmpty();
        assertThat(fixture.users.addAll(List.of(alice, alice))).isInstanceOf(UserResult.AlreadyExists.class);
        assertThat(fixture.users.list()).isEmpty();
    }

    @Test
    void aliasMayNotBeTheNameOfAnExistingUserAndAUserMayNotTakeAnAlias() {
        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of("2001")));

        NewUser thief = new NewUser(new DirectoryName("2001", "example.com"), PASSWORD, "", List.of());

        assertThat(fixture.users.add(thief)).isInstanceOf(UserResult.AlreadyExists.class);
    }

    @Test
    void clearPasswordsAndHashesOfForeignToolsAreServed() {
        fixture.execute(
                "INSERT INTO subscriber (username, domain, password) VALUES ('clear', 'example.com', 'secret-1')",
                "INSERT INTO subscriber (username, domain, ha1, ha1b) VALUES ('hashed', 'example.com', "
                        + "'0123456789ABCDEF0123456789abcdef', 'ffffffffffffffffffffffffffffffff')",
                "INSERT INTO subscriber (username, domain) VALUES ('nothing', 'example.com')");

        Credential clear = subscribers().find("clear", null).orElseThrow();
        Credential hashed = own().subscribers(SubscriberTable.standard(false))
                .find("hashed", null)
                .orElseThrow();

        assertThat(clear.ha1(HashAlgorithm.MD5, "clear", "any.realm"))
                .isEqualTo(new Secret.Clear("secret-1").ha1(HashAlgorithm.MD5, "clear", "any.realm"));
        assertThat(hashed.ha1(HashAlgorithm.MD5, "hashed", "x")).contains("0123456789abcdef0123456789abcdef");
        assertThat(hashed.ha1(HashAlgorithm.MD5, "hashed@example.com", "x")).contains("f".repeat(32));
        assertThat(hashed.ha1(HashAlgorithm.SHA_256, "hashed", "x")).isEmpty();
        assertThat(subscribers().find("nothing", null)).isEmpty();
    }

    @Test
    void domainsSpeedDialsAndPeersAreServed() throws Exception {
        fixture.execute(
                "INSERT INTO domain (domain, did) VALUES ('example.com', 'main'), ('Example.NET', NULL)",
                "INSERT INTO domain_attrs (did, name, type, value) VALUES ('main', 'limit', 0, '5'), "
                        + "('main', 'title', 2, 'Main')",
                "INSERT INTO speed_dial (username, domain, sd_username, sd_domain, new_uri) VALUES "
                        + "('alice', 'example.com', '55', 'example.com', 'sip:bob@example.com')",
                "INSERT INTO address (grp, ip_addr, mask, port, tag) VALUES (1, '192.0.2.7', 32, 5060, 'one'), "
                        + "(1, '198.51.100.0', 24, 0, 'net'), (2, '2001:db8::', 32, 0, NULL), "
                        + "(3, 'peer.example', 32, 0, 'name'), (1, '192.0.2.9', 77, 0, 'bad')",
                "INSERT INTO trusted (src_ip, proto, from_pattern, priority) VALUES "
                        + "('192.0.2.8', 'TCP', '^sip:.*', 1), ('192.0.2.8', 'any', NULL, 9)");

        DomainDirectory.Domain domain = own().domains().find("EXAMPLE.com").orElseThrow();
        assertThat(domain.id()).isEqualTo("main");
        assertThat(domain.attributes()).containsEntry("limit", 5L).containsEntry("title", "Main");
        assertThat(own().domains().find("example.net").orElseThrow().id()).isEqualTo("Example.NET");
        assertThat(own().domains().find("example.org")).isEmpty();
        assertThat(own().speedDials("speed_dial").find(ALICE, new DirectoryName("55", "example.com"), true))
                .contains("sip:bob@example.com");
        AddressDirectory addresses = own().addresses("address");
        assertThat(addresses.find(1, address("192.0.2.7"), 5060)).isPresent();
        assertThat(addresses.find(1, address("192.0.2.7"), 5061)).isEmpty();
        assertThat(addresses.find(1, address("198.51.100.200"), 1))
                .map(AddressDirectory.Peer::tag)
                .contains("net");
        assertThat(addresses.find(2, address("2001:db8:1::1"), 1)).isPresent();
        assertThat(addresses.find(1, address("2001:db8:1::1"), 1)).isEmpty();
        assertThat(addresses.findInAnyGroup(address("2001:db8:1::1"), 1))
                .map(AddressDirectory.Peer::group)
                .contains(2);
        assertThat(addresses.findName(3, "PEER.example", 5060)).isPresent();
        assertThat(own().trusted("trusted").find("192.0.2.8", "tcp"))
                .extracting(TrustedDirectory.TrustedPeer::transport)
                .containsExactly("any", "tcp");
        assertThat(own().trusted("trusted").find("192.0.2.8", "udp")).hasSize(1);
    }

    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @Test
    void everyKamailioTableHasItsVersionRow() {
        SqlResult.Rows rows = (SqlResult.Rows) sql("SELECT table_name, table_version FROM version ORDER BY table_name");

        assertThat(rows.rows())
                .contains(List.of("subscriber", 7L), List.of("location", 9L), List.of("dbaliases", 1L))
                .hasSize(23)
                .allSatisfy(row -> assertThat(sql("SELECT COUNT(*) FROM `" + row.get(0) + "`"))
                        .isInstanceOf(SqlResult.Rows.class));
    }

    @Test
    void extraColumnsAndOtherNamesAreServedAsConfigured() {
        fixture.execute(
                "CREATE TABLE people (login VARCHAR(20), pass VARCHAR(20), caller_id VARCHAR(20))",
                "INSERT INTO people VALUES ('carol', 'secret-1', '+4930'), ('dave', 'secret-2', NULL)");
        SubscriberTable table =
                new SubscriberTable("people", "login", "domain", "pass", "ha1b", true, List.of("caller_id"));

        SubscriberDirectory people = own().subscribers(table);

        assertThat(people.find("carol", null).orElseThrow().attribute("caller_id"))
                .contains("+4930");
        assertThat(people.find("dave", null).orElseThrow().attribute("caller_id"))
                .isEmpty();
        assertThat(people.find("dave", null).orElseThrow().ha1(HashAlgorithm.MD5, "dave", "r"))
                .isPresent();
    }

    @Test
    void unknownUserThatIsAddedBehindOurBackIsFoundSoon() {
        SubscriberDirectory subscribers = subscribers();
        fixture.execute(
                "INSERT INTO subscriber (username, domain, password) VALUES ('late', 'example.com', 'secret-1')");

        assertThat(subscribers.find("late", null)).isEmpty();
        subscribers.refresh().join();

        assertThat(subscribers.find("late", null)).isPresent();
    }

    @Test
    void sameNameInTwoDomainsIsTwoAccounts() {
        DirectoryName other = new DirectoryName("alice", "example.net");
        fixture.users.addAll(
                List.of(new NewUser(ALICE, PASSWORD, "", List.of()), new NewUser(other, "another one", "", List.of())));

        assertThat(subscribers().find("alice", "example.com").orElseThrow().domain())
                .isEqualTo("example.com");
        assertThat(subscribers().find("alice", "example.net").orElseThrow().domain())
                .isEqualTo("example.net");
        assertThat(subscribers().find("alice", null).orElseThrow().domain()).isEqualTo("example.com");
        fixture.users.remove(ALICE);
        assertThat(subscribers().find("alice", null).orElseThrow().domain()).isEqualTo("example.net");
    }

    @Test
    void openingAgainKeepsEverything() {
        fixture.users.add(new NewUser(ALICE, PASSWORD, "", List.of()));
        DatabaseUrl url = own().database().url();

        try (DirectoryFixture again = new DirectoryFixture(url)) {
            assertThat(again.users.list()).hasSize(1);
        }
    }
}
