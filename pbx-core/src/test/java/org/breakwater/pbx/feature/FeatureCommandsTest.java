package org.breakwater.pbx.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.pbx.cli.Breakwater;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.Features;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code breakwater switch} and {@code breakwater feature}, as people give them. */
class FeatureCommandsTest {

    private static final UserSpelling NAMES = new UserSpelling() {
        @Override
        public String key(String uriOrName) {
            return uriOrName;
        }

        @Override
        public String entity(String key) {
            return "sip:" + key + "@ours";
        }
    };

    @TempDir
    private Path home;

    private final ManualTime time = new ManualTime();
    private final Features features = new Features(new InMemorySharedMaps().map(FeatureMaps.kind(), "all"), time);
    private ControlServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new ControlServer(HomeOption.socket(home), time);
        ScriptFeatures script =
                new ScriptFeatures(features, NAMES, new Targets(NAMES), (callId, hangUp) -> hangUp.run());
        new FeatureCommands(features, script, NAMES).addTo(server);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private String run(String command) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--home", home.toString()));
        CommandLine line = Breakwater.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        int code = line.execute(arguments.toArray(new String[0]));
        return code + " " + out.toString().replaceAll(" *\n", "\n").strip();
    }

    @Test
    void switchesAreAddedSetListedAndRemoved() {
        assertThat(run("switch add night --label Night")).isEqualTo("0 switch night added");
        assertThat(run("switch add *21 --dnd 1001")).isEqualTo("0 switch *21 added");
        assertThat(run("switch add *76 --dnd-each")).isEqualTo("0 switch *76 added");
        time.advanceMillis(1000);
        assertThat(run("switch set *21 on")).isEqualTo("0 switch *21 is on");
        assertThat(features.user("1001").toggle().isOn()).isTrue();
        assertThat(run("switch list").lines().map(String::strip))
                .anyMatch(l -> l.matches("\\*21 +on +\\S+ +1001"))
                .anyMatch(l -> l.matches("\\*76 +everybody"))
                .anyMatch(l -> l.matches("night +off +Night"));
        assertThat(run("switch list --json")).contains("\"dnd_of\" : \"1001\"");
        assertThat(run("switch remove night")).isEqualTo("0 switch night removed");
        assertThat(features.isOn("night", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "switch set nigth on, 'there is no switch nigth; did you mean night?'",
        "switch set night of, '\"of\" is no state of a switch; it is on or off'",
        "switch remove day, 'there is no switch day; there are night'",
        "switch add night, 'there is a switch night already; remove it first'",
        "switch add a/b, '\"a/b\" cannot be dialled; a switch has 1 to 64 letters, digits, or + * # . _ -'",
        "feature set 1001 cfx on, '\"cfx\" is no feature; there are dnd, cfa, cfb, cfna and rings'",
        "feature set 1001 dnd maybe, '\"maybe\" is no value of dnd; it is on or off'",
        "feature set 1001 rings 0, '\"0\" is no value of rings; it is a number from 1 to 100'",
        "feature set 1001 cfa http://x, '\"http://x\" is no value of cfa; it is a number or a SIP URI'"
    })
    void whatCannotBeDoneIsExplained(String command, String sentence) {
        features.define("night", "", "");
        assertThat(run(command)).startsWith("1 ").contains(sentence);
    }

    @Test
    void featuresOfAUserAreSetAndShown() {
        assertThat(run("feature set 1001 cfna 1002")).isEqualTo("0 1001: cfna 1002");
        assertThat(run("feature set 1001 rings 4")).isEqualTo("0 1001: rings 4");
        assertThat(run("feature show 1001").lines().map(String::strip))
                .anyMatch(l -> l.matches("cfna +1002"))
                .anyMatch(l -> l.matches("rings +4"))
                .anyMatch(l -> l.matches("cfa +off"))
                .anyMatch(l -> l.matches("dnd +off"));
    }
}
