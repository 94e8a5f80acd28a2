package org.breakwater.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values, types and truth, each as seen on Kamailio 5.6.3. */
final class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "7/2 => 3",
                "0-7/2 => -3",
                "-7 mod 2 => -1",
                "6 & 4 == 4 => 0",
                "1<<2+1 => 8",
                "1&3^2 => 1",
                "~0 => -1",
                "2147483647+1 => -2147483648",
                "\"a\"+1+2 => a12",
                "1+$var(two) => 3",
                "$var(two)+1 => 21",
                "$avp(none)+1 => 1",
                "$avp(none)+\"x\" => x",
                "\"x\"+$avp(none) => x",
                "(int)\"0x10\" => 16",
                "(int)\"010\" => 10",
                "(int)\"+3\" => 3",
                "(int)\" 5\" => 0",
                "(int)\"12abc\" => 0",
                "(str)12 => 12",
                "strlen(\"abc\") => 3",
                "strempty($avp(none)) => 1",
                "defined $avp(none) => 0",
                "selval(1==2, \"a\", \"b\") => b",
                "fail() => -1",
                "code(7) => 7",
                "!fail() => 1",
                "-code(3) => -1",
                "fail() || ok() => 1",
                "fail() && ok() => 0",
                "code(-2) == -2 => 0",
                "code(-2) == 0 => 1",
                "code(3) == 1 => 1",
                "{ fail(); } => -1",
                "($var(b) = -5) => 1",
            })
    void valueIs(String expression, String expected) {
        assertThat(Compiled.body("$var(two) = \"2\"; $var(r) = " + expression + "; say(\"$var(r)\");")
                        .run())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "5 => true",
                "-5 => false",
                "\"5\" => true",
                "\"str\" => false",
                "\"0\" => false",
                "$var(neg) => false",
                "!$var(neg) => false",
                "($var(a) = -5) => true",
                "$var(zero) == \"a\" => true",
                "$var(s01) == 1 => false",
                "$var(sa) == 0 => false",
                "$var(ten) == \"10\" => true",
                "$var(ten) == \"10x\" => false",
                "$avp(none) == \"\" => true",
                "$avp(none) == 0 => true",
                "$avp(none) != \"x\" => true",
                "$avp(none) < 1 => true",
                "!$avp(none) => true",
                "$avp(none) == $null => true",
                "$avp(none) != $null => false",
                "$var(neg) == $null => false",
                "$var(sa) eq \"a\" => true",
                "$var(sa) eq \"A\" => false",
                "$var(s01) ieq 1 => true",
                "$var(s01) ine 2 => true",
                "$var(sa) ne \"b\" => true",
                "\"ABC\" =~ \"b\" => true",
                "\"ABC\" =~ \"^b\" => false",
                "\"x1\" =~ $var(re) => true",
                "method == \"INVITE\" => true",
                "src_ip == 192.0.2.0/24 => true",
                "src_ip == 10.0.0.0/8 => false",
                "proto == udp => true",
                "code(-3) => false",
            })
    void conditionHolds(String condition, String expected) {
        String script = "$var(neg) = -5; $var(s01) = \"01\"; $var(sa) = \"a\"; $var(ten) = 10; $var(re) = \"^X[0-9]$\";"
                + "if (" + condition + ") { say(\"true\"); } else { say(\"false\"); }";
        assertThat(Compiled.body(script).run()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "if (1 / $var(d)) { say(\"then\"); } else { say(\"else\"); } => else",
                "if (!(1 / $var(d))) { say(\"then\"); } else { say(\"else\"); } => else",
                "if (!((1 / $var(d)) || 1 == 2)) { say(\"then\"); } else { say(\"else\"); } => else",
                "if (1 == 1 && (1 / $var(d))) { say(\"then\"); } else { say(\"else\"); } => else",
                "while (1 / $var(d)) { say(\"loop\"); } say(\"after\"); => after",
                "switch (1 / $var(d)) { case 0: say(\"zero\"); break; default: say(\"default\"); } => default",
                "$var(x) = 5; $var(x) = 1 / $var(d); say(\"$var(x)\"); => 5",
                "$var(p) = \"(\"; if (\"a\" =~ $var(p)) { say(\"then\"); } else { say(\"else\"); } => else",
            })
    void whatCannotBeComputedIsLoggedAndDoesNotHold(String statements, String expected) {
        Compiled script = Compiled.body("$var(d) = 0; " + statements);

        assertThat(script.run()).containsExactly(expected);
        assertThat(script.logged()).singleElement().asString().startsWith("-1 test.cfg:");
    }

    @Test
    void rightSideOfOrDecidesWhenTheLeftCannotBeComputed() {
        assertThat(Compiled.body("$var(d) = 0; if ((1 / $var(d)) || 1 == 1) { say(\"then\"); } else { say(\"else\"); }")
                        .run())
                .containsExactly("then");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "$avp(none) => <null>",
                "$(avp(none){s.len}) => ",
                "$var(never) => 0",
                "$$ => $",
                "a$var(b)c$var(b) => a1c1",
            })
    void formatStringPrints(String text, String expected) {
        assertThat(Compiled.body("$var(b) = 1; say(\"" + text + "\");").run())
                .containsExactly(expected == null ? "" : expected);
    }

    @Test
    void plainStringIsNotInterpolated() {
        assertThat(Compiled.body("$var(x) = \"v=$rU\"; say(\"$var(x)\");").run())
                .containsExactly("v=$rU");
    }

    @Test
    void stringVariableIsNoIntegerParameter() {
        Compiled script = Compiled.body("""
                $var(s) = "7"; $var(i) = 7;
                if (code("$var(i)")) { say("integer taken"); }
                if (code($var(s))) { say("string taken"); } else { say("string refused"); }
                code("$var(s)"); say("$rc");
                """);

        assertThat(script.run()).containsExactly("integer taken", "string refused", "-1");
        assertThat(script.logged()).hasSize(2).allMatch(l -> l.contains("$var(s) is not an integer"));
    }
}
