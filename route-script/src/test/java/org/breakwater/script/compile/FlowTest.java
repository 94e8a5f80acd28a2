package org.breakwater.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways through a script and what they leave in {@code $rc}, each as seen on Kamailio 5.6.3. */
final class FlowTest {

    private static final String TELL = " $var(rc) = $rc; say(\"$var(rc)\");";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "return -3; => -3",
                "return; => 1",
                "$var(q) = 5; => 1",
                "fail(); => -1",
                "fail(); ; => -1",
                "fail(); if (0) { $var(q) = 1; } => 1",
                "if (fail()) { $var(q) = 1; } => 1",
                "if (1) { fail(); } => -1",
                "fail(); while (0) { break; } => 1",
                "while (1) { return -9; } => -9",
                "while (1) { break; } => 0",
                "switch (1) { case 1: break; } => 0",
                "switch (1) { case 1: $var(q) = 1; } => 1",
                "switch (1) { case 2: $var(q) = 1; } => -5",
                "break; say(\"not reached\"); => 0",
                "if (1) { break; } say(\"not reached\"); => 0",
                "while (1) { $var(q) = 1; } => -1",
                "$var(b) = 1 / $var(zero); => -1",
                "if ({ return -5; }) { fail(); } else { ok(); } => 1",
            })
    void routeResultIs(String body, String expected) {
        assertThat(Compiled.script("request_route { route(SUB);" + TELL + "}\nroute[SUB] { " + body + " }")
                        .run())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "$var(x) = 1;",
                "if (1) { $var(x) = 1; }",
                "if (1 == 2) { $var(x) = 1; }",
                "while ($var(x) < 3) { $var(x) = $var(x) + 1; }",
                "switch (1) { case 1: $var(x) = 2; break; }",
                "$var(m) = \"NOWHERE\"; route($var(m));",
            })
    void onlyFunctionsAndRoutesChangeTheReturnCode(String statements) {
        assertThat(Compiled.script("request_route { route(NEG); " + statements + TELL + "}\nroute[NEG] { return -3; }")
                        .run())
                .containsExactly("-3");
    }

    @Test
    void returnCodeIsZeroAtTheStart() {
        assertThat(Compiled.body("say(\"$rc\");").run()).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "return 0;",
                "exit;",
                "drop;",
                "if (1) { exit; }",
                "return (fail());",
                "code(0);",
                "while (1) { exit; }",
                "switch (1) { case 1: exit; }",
            })
    void scriptEndsEvenFromANestedRouteInACondition(String body) {
        assertThat(Compiled.script("request_route { if (route(SUB)) { say(\"then\"); } say(\"after\"); }\n"
                                + "route[SUB] { " + body + " say(\"after sub\"); }")
                        .run())
                .isEmpty();
    }

    @Test
    void dropMarksTheMessage() {
        Compiled script = Compiled.body("if (ok()) { drop; }");
        ScriptContext ctx = script.context();

        script.program().route(RouteKind.REQUEST, "").orElseThrow().run(ctx);

        assertThat(ctx.run().isDropped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,12d", "2,2d", "3,d", "9,d"})
    void switchFallsThroughUntilBreak(int subject, String expected) {
        Compiled script = Compiled.body("$var(s) = \"\"; $var(n) = " + subject + "; switch ($var(n)) {"
                + " case 1: $var(s) = $var(s) + \"1\"; case 2: $var(s) = $var(s) + \"2\";"
                + " default: $var(s) = $var(s) + \"d\"; } say(\"$var(s)\");");

        assertThat(script.run()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"alice,exact", "Alice,other", "x-bob-x,regex", "x-BOB-x,other"})
    void stringAndRegexLabelsAreCaseSensitive(String subject, String expected) {
        Compiled script = Compiled.body("$var(n) = \"" + subject + "\"; switch ($var(n)) {"
                + " case \"alice\": say(\"exact\"); break;"
                + " case /\"bob\": say(\"regex\"); break;"
                + " default: say(\"other\"); }");

        assertThat(script.run()).containsExactly(expected);
    }

    @Test
    void whileRunsMaxWhileLoopsTimesAndTheScriptGoesOn() {
        Compiled script = Compiled.script("max_while_loops=7\nrequest_route { $var(i) = 0;"
                + " while (1) { $var(i) = $var(i) + 1; } say(\"$var(i)\"); }");

        assertThat(script.run()).containsExactly("7");
        assertThat(script.logged()).singleElement().asString().contains("max_while_loops");
    }

    @Test
    void breakLeavesTheInnermostLoopOnly() {
        assertThat(Compiled.body("$var(i) = 0; while ($var(i) < 2) { $var(i) = $var(i) + 1;"
                                + " while (1) { if (1) { break; } } say(\"outer $var(i)\"); }")
                        .run())
                .containsExactly("outer 1", "outer 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "route(DOWN); => 9",
                "if ($var(n) > 0) { route(DOWN); } => 5",
                "if ($var(n) > 0) { if (1 == 1) { route(DOWN); } } => 3",
            })
    void bodiesNestNoDeeperThanMaxRecursiveLevel(String again, String depth) {
        Compiled script = Compiled.script("max_recursive_level=10\nrequest_route { $var(n) = 0; route(DOWN);" + TELL
                + " say(\"$var(n)\"); }\nroute[DOWN] { $var(n) = $var(n) + 1; " + again + " }");

        assertThat(script.run()).containsExactly("-1", depth);
        assertThat(script.logged()).singleElement().asString().contains("max_recursive_level");
    }

    @Test
    void assignedCallKeepsItsRawCode() {
        assertThat(Compiled.script("request_route { $var(a) = route(NEG); $var(b) = $rc; say(\"$var(a) $var(b)\"); }\n"
                                + "route[NEG] { return -3; }")
                        .run())
                .containsExactly("-3 -3");
    }

    @Test
    void routeThatReachesABlockingFunctionMayBlock() {
        Program program = Compiled.script("request_route { route(A); }\nroute[A] { if (1) { route(B); } }\n"
                        + "route[B] { slow(); }\nroute[C] { ok(); }\nroute[D] { $var(x) = \"C\"; route($var(x)); }")
                .program();

        assertThat(program.route(RouteKind.REQUEST, "").orElseThrow().mayBlock())
                .isTrue();
        assertThat(program.route(RouteKind.ROUTE, "A").orElseThrow().mayBlock()).isTrue();
        assertThat(program.route(RouteKind.ROUTE, "C").orElseThrow().mayBlock()).isFalse();
        assertThat(program.route(RouteKind.ROUTE, "D").orElseThrow().mayBlock())
                .as("a computed name may be any route")
                .isTrue();
    }

    @Test
    void scriptVariablesStayBetweenMessagesOfOneWorker() {
        Compiled script = Compiled.body("$var(seen) = $var(seen) + 1; say(\"$var(seen)\");");
        ScriptContext ctx = script.context();

        script.program().route(RouteKind.REQUEST, "").orElseThrow().run(ctx);
        script.program().route(RouteKind.REQUEST, "").orElseThrow().run(ctx);

        assertThat(script.said()).containsExactly("1", "2");
    }
}
