package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.breakwater.platform.directory.sql.SqlResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database made with the files of Debian's package kamailio-mysql-modules, as kamdbctl does. */
class KamailioDatabaseTest {

    private static final Path KAMAILIO_FILES = Path.of("/usr/share/kamailio/mysql");
    private static final List<String> MODULES_OF_KAMDBCTL = List.of(
            "standard",
            "acc",
            "lcr",
            "domain",
            "group",
            "permissions",
            "registrar",
            "usrloc",
            "msilo",
            "alias_db",
            "uri_db",
            "speeddial",
            "avpops",
            "auth_db",
            "pdt",
            "dialog",
            "dispatcher",
            "dialplan",
            "topos");
    private static final String COLUMNS =
            "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema = DATABASE()"
                    + " AND table_name NOT LIKE 'breakwater%' ORDER BY 1, ordinal_position";
    private static final String OWN_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema ="
            + " DATABASE() AND table_name LIKE 'breakwater%' ORDER BY 1";

    private static MariaDbServer server;

    private String url;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.start(21010, 21019);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeDatabase() {
        server.execute("", "DROP DATABASE IF EXISTS kamailio");
        url = server.createDatabase("kamailio");
    }

    private void createAsKamdbctlDoes() {
        MODULES_OF_KAMDBCTL.forEach(
                module -> server.executeFile("kamailio", KAMAILIO_FILES.resolve(module + "-create.sql")));
        server.execute(
                "kamailio",
                "INSERT INTO subscriber (username, domain, password, ha1) VALUES ('old', 'example.com', 'clear-pw', 'x')");
    }

    private static SqlResult query(DirectoryFixture fixture, String sql) {
        return fixture.directories.own().sql().executeBlocking(sql);
    }

    @Test
    void tablesMadeByKamdbctlAreUsedAndStayAsTheyAre() {
        createAsKamdbctlDoes();
        DirectoryName added = new DirectoryName("new", "example.com");

        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.parse(url))) {
            SqlResult before = query(fixture, COLUMNS);
            fixture.users.add(new NewUser(added, "password-1", "New", List.of("77")));
            SubscriberDirectory subscribers = fixture.directories.own().subscribers(SubscriberTable.standard(true));

            assertThat(subscribers.find("old", null).orElseThrow().ha1(HashAlgorithm.MD5, "old", "r"))
                    .isEqualTo(new Secret.Clear("clear-pw").ha1(HashAlgorithm.MD5, "old", "r"));
            assertThat(subscribers.find("new", "example.com")).isPresent();
            assertThat(fixture.users.list())
                    .extracting(User::name)
                    .containsExactly(added, new DirectoryName("old", "example.com"));
            assertThat(query(fixture, COLUMNS)).isEqualTo(before);
            assertThat(((SqlResult.Rows) query(fixture, OWN_TABLES)).rows())
                    .containsExactly(
                            List.of("breakwater_calendar"),
                            List.of("breakwater_calendar_change"),
                            List.of("breakwater_call"),
                            List.of("breakwater_credential"),
                            List.of("breakwater_feature"),
                            List.of("breakwater_lease"),
                            List.of("breakwater_record_taken"),
                            List.of("breakwater_schema_history"),
                            List.of("breakwater_site_number"),
                            List.of("breakwater_site_setting"),
                            List.of("breakwater_site_user"),
                            List.of("breakwater_switch"),
                            List.of("breakwater_user"),
                            List.of("breakwater_xmpp_roster"));
        }
    }

    @Test
    void presenceTablesOfKamailioStayAsTheyAre() {
        createAsKamdbctlDoes();
        server.executeFile("kamailio", KAMAILIO_FILES.resolve("presence-create.sql"));
        server.execute(
                "kamailio",
                "INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port)"
                        + " VALUES ('old', 'example.com', '<a/>', 4, 'e', 0, '/x', 0)");

        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.parse(url))) {
            assertThat(((SqlResult.Rows) query(fixture, "SELECT doc_uri FROM xcap")).rows())
                    .containsExactly(List.of("/x"));
            assertThat(((SqlResult.Rows) query(fixture, "SELECT table_version FROM version WHERE table_name = 'xcap'"))
                            .rows())
                    .containsExactly(List.of(4L));
        }
    }

    @Test
    void databaseOpenedBeforeIsNotMigratedTwice() {
        createAsKamdbctlDoes();

        for (int i = 0; i < 2; i++) {
            try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.parse(url))) {
                assertThat(fixture.users.list()).hasSize(1);
            }
        }
    }

    @Test
    void ownTablesHaveTheColumnsOfKamailio() {
        String foreign = server.createDatabase("reference");
        for (String module : List.of(
                "standard",
                "auth_db",
                "usrloc",
                "acc",
                "alias_db",
                "domain",
                "permissions",
                "speeddial",
                "dispatcher",
                "uri_db",
                "group",
                "htable",
                "uac",
                "dialog",
                "presence",
                "msilo")) {
            server.executeFile("reference", KAMAILIO_FILES.resolve(module + "-create.sql"));
        }
        server.execute(
                "reference",
                "DROP TABLE presentity, active_watchers, watchers, pua",
                "DELETE FROM version WHERE table_name IN ('presentity', 'active_watchers', 'watchers', 'pua')");
        String columns = "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable"
                + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                + " AND table_name NOT LIKE 'breakwater%' AND column_name NOT IN"
                + " ('src_user', 'src_domain', 'src_ip', 'dst_ouser', 'dst_user', 'dst_domain')"
                + " OR table_schema = DATABASE() AND table_name = 'trusted' ORDER BY table_name, ordinal_position";

        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.parse(url))) {
            Directory reference = fixture.directories.at(foreign);

            SqlResult.Rows ours = (SqlResult.Rows) query(fixture, columns);
            SqlResult.Rows kamailios = (SqlResult.Rows) reference.sql().executeBlocking(columns);

            assertThat(ours.rows()).hasSizeGreaterThan(150).isEqualTo(kamailios.rows());
            String versions = "SELECT table_name, table_version FROM version ORDER BY table_name";
            assertThat(query(fixture, versions)).isEqualTo(reference.sql().executeBlocking(versions));
        }
    }

    @Test
    void databaseOfAnotherApplicationIsRefused() {
        server.execute("kamailio", "CREATE TABLE orders (id INT)");

        assertThatThrownBy(() -> new DirectoryFixture(DatabaseUrl.parse(url)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has tables, but not Kamailio's")
                .hasMessageNotContaining("p@ss");
    }

    @Test
    void directoryServesWhileTheDatabaseIsDownAndRowsWaitForIt() throws Exception {
        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.parse(url))) {
            DirectoryName user = new DirectoryName("alice", "example.com");
            fixture.users.add(new NewUser(user, "password-1", "", List.of()));
            Directory own = fixture.directories.own();
            SubscriberDirectory subscribers = own.subscribers(SubscriberTable.standard(true));

            server.kill();
            boolean accepted = own.sql().insert("grp", List.of("username", "grp"), List.of("alice", "staff"));
            boolean served = subscribers.find("alice", null).isPresent();
            SqlResult refused = query(fixture, "SELECT 1");
            server.launch();
            own.sql().flushed().get();

            assertThat(accepted).isTrue();
            assertThat(served).isTrue();
            assertThat(refused).isInstanceOf(SqlResult.Failed.class);
            assertThat(((SqlResult.Rows) query(fixture, "SELECT username, grp FROM grp")).rows())
                    .containsExactly(List.of("alice", "staff"));
        }
    }
}
