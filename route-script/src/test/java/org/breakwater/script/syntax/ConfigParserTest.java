package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {

    private static final String TOP_LEVEL = """
            #!KAMAILIO
            debug=-1
            log_facility=LOG_LOCAL0
            log_prefix="{$mt $ci} "
            listen=udp:127.0.0.1:5060 advertise 1.2.3.4:5070 name "a" virtual
            listen=tcp:[::1]:* lo
            listen=sctp:(127.0.0.1, 127.0.0.2):5060
            alias=a.b-c.d:5060 udp:"x y"
            flags A:4, B;
            avpflags C
            pstn.gw_ip = "" desc "Gate" "way"
            pstn.gw_port = 5060
            mpath="/lib"
            loadmodule "/lib/tm.so"
            loadmodulex "pv"
            modparam("tm|pv", "fr_timer", -30)
            modparamx("tm", "x", "$env(A)")
            cfgengine = "native"
            """;

    @Test
    void topLevelItemsKeepTheirOrderAndParts() {
        // When
        ConfigFile config = Sources.accepted(TOP_LEVEL);

        // Then
        assertThat(config.items().stream()
                        .map(i -> i.getClass().getSimpleName())
                        .toList())
                .containsSubsequence(
                        "CoreParameter",
                        "ListenSocket",
                        "AliasDeclaration",
                        "FlagDeclaration",
                        "CustomParameter",
                        "ModulePath",
                        "ModuleLoad",
                        "ModuleParameter",
                        "CoreParameter");
        assertThat(config.coreParameter("debug")).contains(new ConfigFile.IntValue(-1));
        assertThat(config.coreParameter("log_facility")).contains(new ConfigFile.StringValue("LOG_LOCAL0"));
        assertThat(config.coreParameter("cfgengine")).contains(new ConfigFile.StringValue("native"));
        assertThat(config.listenSockets())
                .extracting(l -> l.protocol() + "|" + l.hosts() + "|" + l.port() + "|"
                        + l.options().advertiseHost())
                .containsExactly(
                        "udp|[127.0.0.1]|5060|1.2.3.4",
                        "tcp|[0:0:0:0:0:0:0:1]|0|null",
                        "null|[lo]|0|null",
                        "sctp|[127.0.0.1, 127.0.0.2]|5060|null");
        assertThat(config.listenSockets().get(0).options())
                .isEqualTo(new ConfigFile.ListenOptions("1.2.3.4", 5070, "a", true));
        assertThat(config.aliases())
                .extracting(a -> a.protocol() + "|" + a.host() + "|" + a.port())
                .containsExactly("null|a.b-c.d|5060", "udp|x y|0");
        assertThat(config.flags())
                .extracting(f -> f.name() + f.number() + f.avp())
                .containsExactly("A4false", "B0false", "C0true");
        assertThat(config.customParameters())
                .extracting(c -> c.group() + "." + c.name() + "=" + c.value() + c.description())
                .containsExactly("pstn.gw_ip=StringValue[value=]Gateway", "pstn.gw_port=IntValue[value=5060]null");
        assertThat(config.modules())
                .extracting(m -> m.moduleName() + m.evaluated())
                .containsExactly("tmfalse", "pvtrue");
        assertThat(config.moduleParameters())
                .extracting(m -> m.modules() + m.parameter() + m.value() + m.evaluated())
                .containsExactly("tm|pvfr_timerIntValue[value=-30]false", "tmxStringValue[value=$env(A)]true");
    }

    @Test
    void routeBlocksKnowTheirKindAndUnnamedOnesAreJoined() {
        // When
        ConfigFile config = Sources.accepted("""
            route { exit; }
            request_route { drop; }
            route[1] { ; }
            route["a b"] { ; }
            branch_route[B] { ; }
            failure_route[F] { ; }
            failure_route { ; }
            onreply_route[0] { exit; }
            reply_route { exit; }
            onreply_route[R] { ; }
            onsend_route { ; }
            event_route[tm:local-request] { ; }
            """);

        // Then
        assertThat(config.routes())
                .extracting(RouteBlock::label)
                .containsExactly(
                        "request_route",
                        "route[1]",
                        "route[a b]",
                        "branch_route[B]",
                        "failure_route[F]",
                        "failure_route",
                        "reply_route",
                        "onreply_route[R]",
                        "onsend_route",
                        "event_route[tm:local-request]");
        assertThat(config.route(RouteKind.REQUEST, "").orElseThrow().body())
                .extracting(s -> s.getClass().getSimpleName())
                .containsExactly("Exit", "Drop");
        assertThat(config.route(RouteKind.CORE_REPLY, "").orElseThrow().body()).hasSize(2);
    }

    @Test
    void statementsAreUnderstood() {
        // When
        List<Statement> body = Sources.statements("""
            if $var(a) exit; else if (2) { drop; } else return -1;
            while (1) { break; }
            switch ($rm) { case "A": case "B"+"C": exit; case /"^D": ; default: drop(); }
            $var(x) = "a" "b";
            xlog("L_INFO", 'raw\\n');
            route(X);
            setflag(3); force_rport; strip(2);
            return();
            ;
            """);

        // Then
        Statement.If first = (Statement.If) body.get(0);
        assertThat(first.then()).isInstanceOf(Statement.Exit.class);
        assertThat(((Statement.If) first.otherwise()).otherwise()).isInstanceOf(Statement.Return.class);
        Statement.Switch choice = (Statement.Switch) body.get(2);
        assertThat(choice.cases())
                .extracting(c -> c.isDefault() ? "default" : Render.of(c.label()))
                .containsExactly("\"A\"", "\"BC\"", "/^D/", "default");
        assertThat(choice.cases().get(0).body()).isEmpty();
        assertThat(Render.of(((Statement.Assign) body.get(3)).value())).isEqualTo("\"ab\"");
        assertThat(Render.of(((Statement.Call) body.get(4)).expression())).isEqualTo("xlog(\"L_INFO\",\"raw\\n\")");
        assertThat(Render.of(((Statement.Call) body.get(5)).expression())).isEqualTo("route(`X)");
        assertThat(Render.of(((Statement.Call) body.get(6)).expression())).isEqualTo("setflag(3)");
        assertThat(Render.of(((Statement.Call) body.get(7)).expression())).isEqualTo("force_rport()");
        assertThat(((Statement.Return) body.get(9)).value()).isNull();
        assertThat(body.get(10)).isInstanceOf(Statement.Empty.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "a\\nb\\tc\\\\d\\"e"     ~ a<LF>b<TAB>c\\d"e
            "\\x41\\102\\1\\q"       ~ AB\\1\\q
            "a" "b"                  ~ ab
            "a # b // c /* d"        ~ a # b // c /* d
            'a\\n"b'                 ~ a\\n"b
            "\\xc3\\xa9"             ~ é
            """)
    void stringsFollowTheRulesOfTheirQuotes(String source, String value) {
        // When
        Expression.StringLiteral literal = (Expression.StringLiteral) Sources.expression(source);

        // Then
        assertThat(literal.value()).isEqualTo(value.replace("<LF>", "\n").replace("<TAB>", "\t"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            foo = 1                              ~ 1:1-3   ~ unknown core parameter 'foo'
            chidlren=8                           ~ 1:1-8   ~ did you mean 'children'?
            children="8"                         ~ 1:10-12 ~ 'children' needs a number
            children=-1                          ~ 1:10    ~ 'children' needs a number
            log_name=foo                         ~ 1:10-12 ~ needs a string
            log_facility="LOG_LOCAL0"            ~ 1:14-25 ~ without quotes
            log_facility=LOG_FOO                 ~ 1:14-20 ~ bad value 'LOG_FOO'
            debug 1                              ~ 1:7     ~ '=' expected
            listen=udp:1.2.3.400                 ~ 1:12-20 ~ invalid IPv4 address
            listen=1.2.3.4 foo.bar=1             ~ 1:16-18 ~ ';' expected
            foo.bar = -1                         ~ 1:11    ~ number or string expected
            foo.port = 1                         ~ 1:5-8   ~ parameter name expected
            foo.a=1 foo.a=2                      ~ 1:9-13  ~ already declared
            flags a, a                           ~ 1:10    ~ already declared
            flags a:40                           ~ 1:7     ~ too high
            loadmodule pv                        ~ 1:12-13 ~ string with the name
            modparam("pv","x",DB)                ~ 1:19-20 ~ nothing is defined
            modparam("pv","x",1                  ~ 2:1     ~ ')' expected
            route[a] { }                         ~ 1:12    ~ empty block
            route[a] { ; } route[a] { ; }        ~ 1:16-20 ~ duplicate route: route[a] is already defined at
            route[port] { ; }                    ~ 1:7-10  ~ reserved word 'port'
            route[a-b] { ; }                     ~ 1:8     ~ ']' expected
            reply_route[a] { ; }                 ~ 1:12    ~ '{' expected
            event_route[foo] { ; }               ~ 1:13-15 ~ [module:event]
            route { exit }                       ~ 1:14    ~ ';' expected after exit
            route { exit;                        ~ 2:1     ~ '}' expected to close the block opened in line 1
            route { exit; } }                    ~ 1:17    ~ route block expected
            route { { exit; } }                  ~ 1:9     ~ a block may follow only
            route { if (1) {} }                  ~ 1:17    ~ empty block
            route { $var(x)[1] = 1; }            ~ 1:16    ~ '=' expected
            route { $var(x) == 1; }              ~ 1:17-18 ~ assignment
            route { $(ru{s.len}) = 1; }          ~ 1:9-20  ~ cannot be written
            route { $var(x) = $(ru[; }           ~ 1:19    ~ ')' missing
            route { $var(x) = $(ru[)] ; }        ~ 1:24    ~ bad pseudo-variable
            route { xlog; }                      ~ 1:13    ~ '(' expected
            route { xlog("a",); }                ~ 1:18    ~ expression expected
            route { xlog(xlog("a")); }           ~ 1:14-17 ~ inside the arguments of xlog
            route { xlog("a }                    ~ 1:14    ~ string is not closed
            route { setflag(40); }               ~ 1:17-18 ~ too high
            route { setflag(foo); }              ~ 1:17-19 ~ flag 'foo' is not declared
            route { strip("1"); }                ~ 1:15-17 ~ number expected
            route { prefix("a"+"b"); }           ~ 1:19    ~ ')' expected
            route { switch(1) { case 1: ; case "a": ; } } ~ 1:36-38 ~ all numbers or all strings
            route { switch(1) { default: ; default: ; } } ~ 1:32-38 ~ more than one default
            route { switch(1) { case $ru: ; } }  ~ 1:26-28 ~ must be constant
            route { switch(1) { exit; } }        ~ 1:21-24 ~ 'case', 'default'
            route { if (snd_ip==1.2.3.4) exit; } ~ 1:13-18 ~ only in onsend_route
            onsend_route { route(a); }           ~ 1:16-20 ~ not allowed in onsend_route
            route { if (src_ip==1) exit; }       ~ 1:21    ~ not with a number
            route { if (src_ip==10.0.0.0/33) exit; } ~ 1:30-31 ~ 0 to 32
            route { if (src_ip==10.0.0.0/255.0.255.0) exit; } ~ 1:30-32 ~ has gaps
            route { if (uri > "a") exit; }       ~ 1:17    ~ ==, != or =~
            route { if (method) exit; }          ~ 1:19    ~ ==, != or =~
            route { if ($ru == myself) exit; }   ~ 1:26    ~ == or != expected after 'myself'
            route { break 1; }                   ~ 1:15    ~ ';' expected after break
            route { for (;;) exit; }             ~ 1:14    ~ expression expected
            route { %x = 1; }                    ~ 1:9     ~ old attribute syntax
            """)
    void faultsNameLineColumnAndRemedy(String source, String place, String message) {
        // When
        Diagnostic error = Sources.refused(source.strip() + "\n");

        // Then
        assertThat(error.message()).contains(message);
        assertThat(error.position().toString()).isEqualTo("/etc/main.cfg:" + place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "#!ifdef A\nport=1\n#!endif\n"})
    void configurationWithoutAnyStatementIsRefused(String source) {
        assertThat(Sources.refused(source).message()).contains("configuration is empty");
    }

    @Test
    void allFaultsOfMeaningAreReported() {
        // When
        ParseResult result = Sources.parse(
                "route { setflag(40); $(ru{s.len}) = 1; $var(x) = 1 + \"a\"; }\n" + "route[a] { ; }\nroute[a] { ; }\n");

        // Then
        assertThat(result.config()).isNull();
        assertThat(result.errors()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"route { exit ? ; }", "route { exit \u00a0; }", "tls_threads_mode=1", "loadmodule(\"a\")"})
    void whatIsOnlySuspiciousIsAWarning(String source) {
        // When
        ParseResult result = Sources.parse(source + "\n");

        // Then
        assertThat(result.isOk()).isTrue();
        assertThat(result.diagnostics()).hasSize(1).noneMatch(Diagnostic::isError);
    }

    @Test
    void missingAndUnreadableMainFilesAreDiagnostics() {
        // When
        ParseResult missing = ConfigParser.parse(new Sources(), "/nowhere.cfg", ParseOptions.none());
        ParseResult broken = ConfigParser.parse(
                path -> {
                    throw new IOException("disk on fire");
                },
                "/x.cfg",
                ParseOptions.none());

        // Then
        assertThat(missing.diagnostics())
                .containsExactly(Diagnostic.error(Position.of("/nowhere.cfg"), "no such file"));
        assertThat(broken.diagnostics().get(0).toString()).isEqualTo("/x.cfg: error: cannot be read: disk on fire");
    }

    @Test
    void longChainsOfElseIfAreNotNesting() {
        // Given
        String chain = "if ($var(x)==1) exit; " + "else if ($var(x)==2) exit; ".repeat(900) + "else drop;";

        // Then
        assertThat(Sources.statements(chain)).hasSize(1);
        assertThat(Sources.refused("route { " + "if (1) { ".repeat(5000) + "exit;" + "}".repeat(5001))
                        .message())
                .contains("nested more than 256");
    }
}
