package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {

    private static final String POISON = "debug=\"poison\"\n";

    private static int port(ConfigFile config) {
        return ((ConfigFile.IntValue) config.coreParameter("port").orElseThrow()).value();
    }

    private static String logName(ConfigFile config) {
        return ((ConfigFile.StringValue) config.coreParameter("log_name").orElseThrow()).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ;#!define A 7|port=A|                                     ~ 7
            ;#!def A 7|port=A|                                        ~ 7
            !!define A 7|port=A|                                     ~ 7
            ;#!define A B|#!define B 7|port=A|                        ~ 7
            ;#!define A 1|#!trydef A 2|port=A|                        ~ 1
            ;#!trydefine A 2|port=A|                                  ~ 2
            ;#!define A 1|#!redefine A 2|port=A|                      ~ 2
            ;#!redef A 3|port=A|                                      ~ 3
            ;#!define A 1|#!undef A|#!define A 4|port=A|              ~ 4
            ;#!define A 5\\|0|port=A|                                 ~ 50
            ;#!define A 7 # comment|port=A|                           ~ 7
            ;#!define ASSIGN port=8|ASSIGN|                           ~ 8
            ;#!substdef "!A!9!g"|port=A|                              ~ 9
            ;#!define A 3|#!defexp B A * (2 + 4)|port=B|              ~ 18
            port=0x1F|                                               ~ 31
            port=017|                                                ~ 15
            port=101b|                                               ~ 5
            port=on|                                                 ~ 1
            port=5 #!define A 6|port=A|                              ~ 6
            """)
    void definesAreReplacedWhereTheyStandAlone(String source, int expected) {
        assertThat(port(Sources.accepted(source.replace('|', '\n')))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!ifdef A\n" + POISON + "#!endif\n",
                "#!ifdef A # why\n" + POISON + "#!endif  \n",
                "#!ifndef B\n" + POISON + "#!else\nport=6\n#!endif\n",
                "#!ifdef A\n#!ifdef C\n#!else\n" + POISON + "#!endif\n#!endif\n",
                "#!ifdef A\nxx #!endif\n",
                "#!ifdef A\n\"an open string #!endif\n",
                "#!ifdef A\n/* an open comment\n#!endif\n",
                "#!ifdef A\nx #!else\nport=3\n#!endif\n",
                "#!ifdef A\n" + POISON + "#!else # only a comment\n" + POISON + "#!endif\n",
                "#!ifdef KAMAILIO_5_6\n#!else\n" + POISON + "#!endif\n",
                "#!ifexp 1 + 2 == 4\n" + POISON + "#!endif\n",
                "#!ifexp B == 2 && V == \"x\"\n#!else\n" + POISON + "#!endif\n",
                "#!ifexp !B || NOPE\n" + POISON + "#!endif\n",
                "#!unknown directive\n",
            })
    void falseBranchesAreThrownAwayCharacterByCharacter(String source) {
        assertThat(Sources.parse("port=1\n" + source, "B=2", "V=\"x\"").errors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ;#!define A 1|#!define A 2|port=1|  ~ 2 ~ already defined
            ;#!define A-B 1|port=1|             ~ 1 ~ '-' is not allowed
            ;#!ifdef A|port=1|                  ~ 1 ~ no #!endif
            port=1|#!ifdef A|#!endif # x|      ~ 2 ~ no #!endif
            port=1|#!ifdef A|#!endif           ~ 2 ~ no #!endif
            port=1|#!endif|                    ~ 2 ~ without #!ifdef
            ;#!defenv NOPE|port=1|              ~ 1 ~ NOPE is not set
            ;#!subst "/a/b"|port=1|             ~ 1 ~ separator '/' missing
            ;#!subst "/a/b/x"|port=1|           ~ 1 ~ unknown flag 'x'
            ;#!define A 1|#!substdef "!A!2!"|port=1| ~ 2 ~ already defined
            include_file "none.cfg"|port=1|    ~ 1 ~ no such file
            include_file none.cfg|port=1|      ~ 1 ~ double quotes
            ;#!define A A|port=A|               ~ 2 ~ expands to itself
            ;#!define A A A|port=A|             ~ 2 ~ expand
            ;#!ifexp 1 +|#!endif|port=1|        ~ 1 ~ missing in expression
            ;#!SER|port=1|                      ~ 1 ~ not supported
            /* a /* b */ port=1|               ~ 1 ~ comment is not closed
            """)
    void faultsNameTheirLine(String source, int line, String message) {
        // When
        Diagnostic error = Sources.refused(source.replace('|', '\n'));

        // Then
        assertThat(error.message()).contains(message);
        assertThat(error.position().line()).isEqualTo(line);
    }

    @Test
    void defineGivenTwiceOnTheCommandLineIsRefused() {
        assertThat(Sources.refused("port=1\n", "A", "A=2").toString())
                .startsWith("command line, -A A=2: error: 'A' is already defined");
        assertThat(Sources.refused("#!define A 1\nport=1\n", "A").position().line())
                .isEqualTo(1);
    }

    @Test
    void environmentBecomesDefines() {
        // Given
        ParseOptions options = ParseOptions.none().withEnvironment(Map.of("PORT", "7", "HOST", "a b"));
        String text = "#!defenv PORT\n#!defenvs WHERE=HOST\n#!trydefenv NOPE\nport=PORT\nlog_name=WHERE\n"
                + "#!substdef \"/X/$env(HOST)/\"\nlog_prefix=\"X\"\n";

        // When
        ConfigFile config = Sources.accepted(Sources.main(text).parse(options));

        // Then
        assertThat(port(config)).isEqualTo(7);
        assertThat(logName(config)).isEqualTo("a b");
        assertThat(config.coreParameter("log_prefix")).contains(new ConfigFile.StringValue("a b"));
        assertThat(config.defines()).containsEntry("PORT", "7").doesNotContainKey("NOPE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ;#!subst "/x/y/"~xx~yx
            ;#!subst "/x/y/g"~xx~yy
            ;#!subst "/X/y/gi"~xx~yy
            ;#!subst "/([a-z])[[:digit:]]/\\1-/g"~a1b2~a-b-
            ;#!substdef "!NAME!value!g"~a NAME b~a value b
            ;#!substdefs "!NAME!value!g"~NAME~value
            ;#!define NAME value~NAME~NAME
            """)
    void substitutionsChangeLaterStrings(String directive, String before, String after) {
        assertThat(logName(Sources.accepted(directive + "\nlog_name=\"" + before + "\"\n")))
                .isEqualTo(after);
    }

    @Test
    void substitutionThatBacktracksWithoutEndIsAnError() {
        // Given
        String text = "#!subst \"/^(a|aa)+\\1b/x/\"\nlog_name=\"" + "a".repeat(60) + "\"\n";

        // Then
        assertThat(Sources.refused(text).message()).contains("too complex");
    }

    @Test
    void substitutionsChangePseudoVariables() {
        // Given
        String text = "#!subst \"/OLD/new/g\"\nroute { $var(r) = $avp(OLD); }\n";

        // When
        Statement.Assign assign =
                (Statement.Assign) Sources.accepted(text).routes().get(0).body().get(0);

        // Then
        assertThat(Render.of(assign.value())).isEqualTo("$avp(new)");
    }

    @Test
    void substdefsFromTheCommandLineApply() {
        // Given
        ParseOptions options = new ParseOptions(List.of(), List.of("!WHO!world!g"), name -> null);

        // Then
        assertThat(logName(Sources.accepted(Sources.main("log_name=\"WHO\"\n").parse(options))))
                .isEqualTo("world");
    }

    @Test
    void includesAreFoundBesideTheIncludingFileAndTheMainFile() {
        // Given
        Sources files = Sources.main("include_file \"sub/a.cfg\"\n#!import_file \"nowhere.cfg\"\nlog_name=\"m\"\n")
                .file("/etc/sub/a.cfg", "include_file \"b.cfg\"\ninclude_file \"c.cfg\"\n")
                .file("/etc/sub/b.cfg", "port=1\n")
                .file("/etc/c.cfg", "children=2\n");

        // When
        ConfigFile config = Sources.accepted(files.parse(ParseOptions.none()));

        // Then
        assertThat(config.coreParameters())
                .extracting(p -> p.name() + "@" + p.position().file())
                .containsExactly("port@/etc/sub/b.cfg", "children@/etc/c.cfg", "log_name@/etc/main.cfg");
    }

    @Test
    void includesInsideOneAnotherEndAtDepthTen() {
        // Given
        Sources endless = Sources.main("include_file \"main.cfg\"\n");
        Sources wide = Sources.main("include_file \"/i\"\ninclude_file \"/i\"\nport=1\n")
                .file("/i", "include_file \"/j\"\ninclude_file \"/j\"\n")
                .file("/j", "include_file \"/k\"\n".repeat(2000))
                .file("/k", ";");

        // Then
        assertThat(endless.parse(ParseOptions.none()).errors().get(0).message()).contains("more than 10 files");
        assertThat(wide.parse(ParseOptions.none()).errors().get(0).message()).contains("1000 files");
    }

    @Test
    void definesAreLimited() {
        // Given
        StringBuilder text = new StringBuilder("port=1\n");
        for (int i = 0; i < 600; i++) {
            text.append("#!define A").append(i).append('\n');
        }

        // Then
        assertThat(Sources.refused(text.toString()).message()).isEqualTo("more than 512 defines");
    }

    @Test
    void linesAfterAnExpansionKeepTheirNumbers() {
        // When
        Diagnostic error = Sources.refused("#!define TWO 1 \\\n + \n\nport=TWO\nroute { exit }\n");

        // Then: the fault lies in the use of the define
        assertThat(error.position().toString()).isEqualTo("/etc/main.cfg:4:6-8");
    }
}
