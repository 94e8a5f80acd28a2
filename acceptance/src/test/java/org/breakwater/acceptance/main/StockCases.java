package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.breakwater.daemon.base.ScriptCheck;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;

/** The ways the stock file can be switched. */
final class StockCases {

    private static final Pattern SWITCH = Pattern.compile("(?m)^#!if(?:n)?def\\s+(WITH_\\w+)");

    /** Kamailio refuses these without a database module; the file says so in its comments. */
    private static final List<String> NEED_SQL = List.of(
            "WITH_AUTH",
            "WITH_IPAUTH",
            "WITH_USRLOCDB",
            "WITH_ALIASDB",
            "WITH_SPEEDDIAL",
            "WITH_MULTIDOMAIN",
            "WITH_PRESENCE",
            "WITH_ACCDB");

    private final Path file;

    StockCases(Path file) {
        this.file = file;
    }

    record Case(String name, List<String> defines) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The switches the file asks about. */
    List<String> switchesOfTheFile() throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return SWITCH.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .distinct()
                .collect(Collectors.toList());
    }

    /** Default, each switch, all without and all with rtpengine. */
    List<Case> all() throws IOException {
        List<String> switches = switchesOfTheFile();
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("default", List.of()));
        for (String one : switches) {
            List<String> defines = new ArrayList<>();
            if (NEED_SQL.contains(one)) {
                defines.add("WITH_MYSQL");
            }
            if (one.equals("WITH_RTPENGINE") || one.equals("WITH_NATSIPPING")) {
                defines.add("WITH_NAT");
            }
            defines.add(one);
            cases.add(new Case(String.join(" ", defines), defines));
        }
        List<String> rtpproxy = new ArrayList<>(switches);
        rtpproxy.remove("WITH_RTPENGINE");
        cases.add(new Case("all, rtpproxy", rtpproxy));
        cases.add(new Case("all, rtpengine", switches));
        return cases;
    }

    /** As {@code breakwater check FILE -A …}. */
    boolean check(Case c, List<String> findings) {
        List<Diagnostic> found = new ArrayList<>();
        boolean ok = ScriptCheck.check(file, new ParseOptions(c.defines(), List.of(), n -> null), false, found);
        found.forEach(d -> findings.add(d.toString()));
        return ok;
    }
}
