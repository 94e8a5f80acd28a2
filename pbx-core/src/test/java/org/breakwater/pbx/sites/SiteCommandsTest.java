package org.breakwater.pbx.sites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.pbx.cli.Breakwater;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.satellite.LastWord;
import org.breakwater.registrar.satellite.LastWords;
import org.breakwater.registrar.satellite.store.SiteAdministration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code breakwater site …} from the command line to the tables. */
class SiteCommandsTest {

    @TempDir
    private Path home;

    private final ManualTime time = new ManualTime();
    private final DirectoryFixture directory =
            new DirectoryFixture(DatabaseUrl.inMemory("site-commands" + System.identityHashCode(this)));
    private final SharedMap<String, LastWord> said = new InMemorySharedMaps().map(LastWords.kind(), "all");
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private ControlServer server;

    @BeforeEach
    void startServer() throws Exception {
        for (String user : List.of("1001", "1002")) {
            directory.users.add(new NewUser(new DirectoryName(user, "pbx.example"), "a long password", "", List.of()));
        }
        SiteAdministration sites =
                new SiteAdministration(directory.directories.own().database());
        server = new ControlServer(HomeOption.socket(home), time);
        new SiteCommands(sites, new LastWords(said, time, "main1/1"), "pbx.example", time).addTo(server);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
        directory.close();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        CommandLine line = Breakwater.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all.toArray(new String[0]));
    }

    private int run(String words) {
        return run(words.split(" "));
    }

    @Test
    void aBranchIsSetUpAndShown() throws Exception {
        assertThat(run("site assign paris 1001 1002@pbx.example")).isZero();
        assertThat(out.toString()).contains("2 users belong to paris now, which is a new site");
        assertThat(run("site number add paris 2001 +33140002001")).isZero();
        assertThat(run("site", "set", "paris", "operator", "1001 1002")).isZero();
        assertThat(run("site set paris emergency 112 15")).isZero();
        assertThat(run("site set paris trunk sip:10.1.0.9;transport=tcp")).isZero();
        assertThat(run("site show paris")).isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .isEqualTo("site paris\nusers 1001@pbx.example 1002@pbx.example\nnumber 2001 outside: +33140002001\n"
                        + "emergency 112 15\noperator 1001 1002\ntrunk sip:10.1.0.9;transport=tcp\n"
                        + "lifeguard no main server has heard of it\n");
        assertThat(run("site list")).isZero();
        assertThat(out.toString()).containsPattern("paris +2 +1 +3 +- +-").endsWith("1 site\n");
        assertThat(run("site show paris --json")).isZero();
        JsonNode shown = new ObjectMapper().readTree(out.toString());
        assertThat(shown.path("settings").path("operator").asText()).isEqualTo("1001 1002");
        assertThat(shown.path("numbers").path("2001").asText()).isEqualTo("+33140002001");
        assertThat(shown.path("lifeguard").isNull()).isTrue();
    }

    @Test
    void whatTheLifeGuardSaidLastIsShown() throws Exception {
        run("site assign paris 1001");
        said.put("paris", new LastWord(time.epochMillis() - 7_000, "main2/1", "RETURNING", 41));
        said.put("lyno", new LastWord(time.epochMillis(), "main2/1", "", 0));
        assertThat(run("site show paris")).isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .endsWith("lifeguard asked 7 s ago at main2/1\nits verdict RETURNING\nregistrations told 41\n");
        assertThat(run("site list")).isZero();
        assertThat(out.toString()).containsPattern("lyno +0 +0 +0 +0 s ago +-").containsPattern("7 s ago +RETURNING");
        run("site list --json");
        assertThat(new ObjectMapper().readTree(out.toString()).findValuesAsText("registrations_told"))
                .containsExactly("0", "41");
    }

    @ParameterizedTest
    @CsvSource({
        "site show pari, 1, did you mean paris?",
        "site assign paris 1099, 1, there is no user 1099@pbx.example",
        "site assign Paris 1001, 1, is not a name of lower-case letters",
        "site assign paris, 2, USER",
        "site unassign 1002, 1, 1002@pbx.example belongs to no site",
        "site set paris operater 1001, 1, did you mean operator?",
        "site set paris operator 1002, 1, breakwater site assign paris 1002",
        "site set paris trunk sip:gateway;transport=tcp, 1, address in numbers",
        "site unset paris trunk, 1, trunk is not set for paris",
        "site number remove 2001, 1, number 2001 is of no site",
        "site number add paris 2001, 2, DID",
        "site wash paris, 2, wash",
    })
    void whatCannotBeDoneIsSaidWithAnExitCode(String command, int code, String message) {
        run("site assign paris 1001");
        assertThat(run(command)).isEqualTo(code);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void anOperatorWhoLeavesTheSiteIsPointedOut() {
        run("site assign paris 1001 1002");
        run("site set paris operator 1001");
        assertThat(run("site assign lyon 1001")).isZero();
        assertThat(out.toString()).contains("Note: 1001 is operator of paris and no user of it");
    }

    @Test
    void aTrunkOverUdpIsTakenWithAWarning() {
        assertThat(run("site set paris trunk sip:10.1.0.9;transport=udp")).isZero();
        assertThat(out.toString()).contains("Note: over UDP anybody on the way can send with the gateway's address");
    }

    @Test
    void withoutServerTheExitCodeSaysSo() {
        server.close();
        assertThat(run("site list")).isEqualTo(3);
    }
}
