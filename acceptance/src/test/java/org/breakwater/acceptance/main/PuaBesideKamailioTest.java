package org.breakwater.acceptance.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small scripts with publisher modules: what {@code kamailio -c} takes, we take, and nothing else. */
@Tag("presence")
class PuaBesideKamailioTest {

    private static final String LOAD = Stream.of("tm", "sl", "rr", "pv", "usrloc", "dialog", "pua", "pua_usrloc")
                    .map(m -> "loadmodule \"" + m + ".so\"\n")
                    .reduce("", String::concat)
            + "loadmodule \"pua_dialoginfo.so\"\nloadmodule \"pua_rpc.so\"\n";

    @TempDir
    Path folder;

    /** A script after the modules, and whether it is right. */
    private record Case(String name, String text, boolean right) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String parameter(String module, String name, String value) {
        return "modparam(\"" + module + "\", \"" + name + "\", " + value + ")\n";
    }

    static List<Case> cases() {
        String exit = "request_route { exit; }\n";
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("modules", exit, true));
        cases.add(new Case("functions", "request_route { pua_set_publish(); pua_update_contact(); exit; }\n", true));
        cases.add(new Case("functions in expressions", "request_route { if (!pua_set_publish()) { exit; } }\n", true));
        cases.add(new Case("parameter too many", "request_route { pua_set_publish(\"1\"); }\n", false));
        cases.add(new Case("wrong route", exit + "failure_route[F] { pua_set_publish(); }\n", false));
        cases.add(new Case("reply route", exit + "onreply_route[F] { pua_update_contact(); }\n", false));
        cases.add(new Case("event route", exit + "event_route[tm:local-request] { pua_set_publish(); }\n", true));
        cases.add(new Case("unknown parameter", parameter("pua", "no_such", "1") + exit, false));
        for (String[] p : new String[][] {
            {"pua", "hash_size", "10"},
            {"pua", "db_url", "\"mysql://u:p@h/k\""},
            {"pua", "db_mode", "0"},
            {"pua", "outbound_proxy", "\"sip:p\""},
            {"pua", "min_expires", "60"},
            {"pua", "check_remote_contact", "0"},
            {"pua_usrloc", "default_domain", "\"d\""},
            {"pua_usrloc", "entity_prefix", "\"pres\""},
            {"pua_usrloc", "branch_flag", "2"},
            {"pua_dialoginfo", "include_callid", "1"},
            {"pua_dialoginfo", "caller_confirmed", "1"},
            {"pua_dialoginfo", "override_lifetime", "300"},
            {"pua_dialoginfo", "use_pubruri_avps", "1"},
            {"pua_dialoginfo", "pubruri_caller_avp", "\"$avp(a)\""}
        }) {
            boolean text = p[2].startsWith("\"");
            cases.add(new Case(p[0] + " " + p[1], parameter(p[0], p[1], p[2]) + exit, true));
            cases.add(new Case(
                    p[0] + " " + p[1] + " of the other type",
                    parameter(p[0], p[1], text ? "1" : "\"x\"") + exit,
                    false));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatKamailioTakesWeTake(Case script) throws Exception {
        Path file = Files.writeString(folder.resolve("pua.cfg"), LOAD + script.text());
        BothChecks.say(file, script.right());
    }
}
