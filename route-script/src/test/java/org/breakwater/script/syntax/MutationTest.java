package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is done to a configuration, the parser answers with diagnostics, in bounded time. */
class MutationTest {

    private static final String SAMPLE = """
        #!KAMAILIO
        #!define WITH_X
        #!define FLAG 3
        #!substdef "!HOST!10.0.0.1!g"
        debug=2
        log_prefix="{$mt $hdr(CSeq)} "
        listen=udp:127.0.0.1:5060 advertise HOST:5060 name "main"
        alias="example.com";
        gate.address = "" desc "address of the gate"
        loadmodule "tm.so"
        modparam("tm", "fr_timer", 30000)
        modparam("htable", "htable", "ban=>size=8;autoexpire=300;")
        /* routing /* nested */ */
        request_route {
            if (!is_method("ACK|BYE") && $rU =~ "^[0-9]+$" || src_ip==10.0.0.0/8) {
                route(CHECK);
            } else if (uri==myself) { exit; }
        #!ifdef WITH_X
            $var(code) = $(hdr(Via)[-1]{s.select,1,;}{s.len}) + FLAG * (2 - 1);
            $sht(ban=>$si) = $null;
        #!else
            "broken
        #!endif
            switch ($var(code)) { case 1: case -2: break; default: drop; }
            while ($var(i) < 10) { $var(i) = $var(i) + 1; }
            xlog("L_INFO", "from $fu via [$(ru{uri.host})] \\x41\\n" "joined");
            $avp(s) = (int)@cfg_get.gate.address;
            return -1;
        }
        route[CHECK] { if (strempty($var(x)) and not defined $avp(y)) exit; setflag(FLAG); }
        event_route[tm:local-request] { ; }
        """;

    private static final String[] PIECES = {
        "{",
        "}",
        "(",
        ")",
        "\"",
        "'",
        "$",
        "$(",
        "#!ifdef A\n",
        "#!endif\n",
        "#!else\n",
        "/*",
        "*/",
        "\\",
        "\n",
        ";",
        "#!define A A\n",
        "#!define B A B\n",
        "A",
        "route",
        "[",
        "]",
        "@",
        "::",
        "1",
        "=",
        "\u0000",
        "\u00ff",
        "if ",
        "case ",
        "!!",
        "#!subst \"/(a*)*b/x/g\"\n",
        "%",
        "=~",
        "include_file \"/etc/main.cfg\"\n",
        "-",
        "else "
    };

    @Test
    void sampleItselfIsAccepted() {
        assertThat(Sources.accepted(SAMPLE).routes()).hasSize(3);
    }

    @Test
    void mutatedConfigurationsNeverThrow() {
        // Given
        Random random = new Random(20261121);

        // Then
        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(15), () -> mutate(random)));
    }

    private static void mutate(Random random) {
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder(SAMPLE);
            int changes = 1 + random.nextInt(6);
            for (int i = 0; i < changes; i++) {
                if (text.length() == 0) {
                    break;
                }
                int at = random.nextInt(text.length());
                int until = Math.min(text.length(), at + 1 + random.nextInt(20));
                switch (random.nextInt(5)) {
                    case 0 -> text.delete(at, until);
                    case 1 -> text.insert(at, text.substring(at, until));
                    case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 3 -> text.setLength(at + 1);
                    default -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                }
            }
            ParseResult result = Sources.parse(text.toString());
            assertThat(result.isOk()).isNotEqualTo(!result.errors().isEmpty());
        }
    }

    @Test
    void randomPiecesNeverThrow() {
        // Given
        Random random = new Random(7);

        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "route { " : "");
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            // Then
            assertThatCode(() -> Sources.parse(text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
            assertThatCode(() -> FormatString.parse(text.toString()))
                    .satisfiesAnyOf(
                            e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(PvSyntaxException.class));
        }
    }
}
