package org.breakwater.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with place and hint. */
final class RefusalTest {

    private static final String LOAD = "loadmodule \"pv.so\"\nloadmodule \"probe.so\"\n";
    private static final String BODY = "request_route { ok(); }\n";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "okk(); => there is no function okk (is its module loaded?); did you mean ok?",
                "ok(1); => ok does not take 1 parameters",
                "on_reply_only(); => on_reply_only may not stand in this kind of route (request)",
                "route(NOWHERE); => there is no route[NOWHERE]",
                "word($var(x)); => word: parameter 1 must be a constant",
                "number(\"x\"); => number: parameter 1 must be a number",
                "pattern(\"(\"); => pattern: \"(\" is not a regular expression",
                "code(\"abc\"); => code: \"abc\" is not a number",
                "say(\"$nosuch\"); => say: there is no pseudo-variable $nosuch",
                "say(\"$(rU{nosuch.x})\"); => there is no transformation {nosuch.x}",
                "say(\"$rU.\"); => there is no pseudo-variable $rU.",
                "$nosuch = 1; => there is no pseudo-variable $nosuch",
                "$rm = \"X\"; => $rm is read-only",
                "if ($nosuch == 1) { ok(); } => there is no pseudo-variable $nosuch",
                "if ($rU =~ \"(\") { ok(); } => is not a regular expression",
                "$var(x) = 1 + \"2\"; => ",
            })
    void statementIsRefused(String statement, String finding) {
        Compiled script = Compiled.body(statement);

        assertThat(script.isOk()).isFalse();
        assertThat(script.findings())
                .first()
                .asString()
                .startsWith("test.cfg:4:")
                .contains(finding == null ? "" : finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "loadmodule \"prob.so\" => there is no module prob; did you mean probe?",
                "loadmodule \"pv.so\" => module pv is loaded twice",
                "modparam(\"probe\", \"siz\", 1) => module probe has no parameter siz; did you mean size?",
                "modparam(\"probe\", \"size\", \"1\") => parameter size of module probe takes a number",
                "modparam(\"probe\", \"label\", 1) => parameter label of module probe takes a string",
                "modparam(\"probe\", \"size\", -1) => probe.size: size must not be negative",
                "modparam(\"probe2\", \"size\", 1) => no module matching probe2 is loaded at this point",
                "modparam(\"pro(be\", \"size\", 1) => is not a regular expression",
                "modparam(\"pv|probe\", \"size\", 1) => module pv has no parameter size",
            })
    void moduleStatementIsRefused(String statement, String finding) {
        Compiled script = Compiled.compile(LOAD + statement + "\n" + BODY, false);

        assertThat(script.findings())
                .singleElement()
                .asString()
                .startsWith("test.cfg:3:")
                .contains(finding);
        assertThat(script.isOk()).isFalse();
    }

    @Test
    void parameterReachesEveryMatchingModule() {
        assertThat(Compiled.compile(
                                LOAD + "loadmodule \"probe2.so\"\nmodparam(\"probe|probe2\", \"size\", 1)\n" + BODY,
                                false)
                        .isOk())
                .isTrue();
    }

    @Test
    void lenientCompilerOnlyWarnsOfUnknownVariablesInExpressions() {
        String text = LOAD + "request_route { if ($nosuch == 1) { say(\"then\"); } else { say(\"else\"); } }\n";
        Compiled lenient = Compiled.compile(text, true);

        assertThat(Compiled.compile(text, false).isOk()).isFalse();
        assertThat(lenient.findings())
                .singleElement()
                .asString()
                .contains("warning")
                .contains("$nosuch");
        assertThat(lenient.run()).containsExactly("else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"say(\"$nosuch\");", "$var(x) = $(rU{nosuch.x});", "route(NOWHERE);"})
    void lenientCompilerStillRefusesWhatKamailioDoesNotStartWith(String statement) {
        assertThat(Compiled.compile(LOAD + "request_route { " + statement + " }\n", true)
                        .isOk())
                .isFalse();
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThat(Compiled.body("okk();\nok(1);\nroute(NOWHERE);").findings())
                .extracting(f -> f.substring(0, f.indexOf(':', 9)))
                .containsExactly("test.cfg:4", "test.cfg:5", "test.cfg:6");
    }
}
