package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Debian's kamailio and ours run one script that relays MSRP; the same frames bring the same replies and the same relayed
 * frames. The parity harness speaks UDP and cannot carry them.
 */
@Tag("presence")
class MsrpBesideKamailioTest {

    private static final String LOAD = Stream.of("kex", "sl", "pv", "auth", "xlog", "textops", "msrp")
            .map(m -> "loadmodule \"" + m + ".so\"\n")
            .reduce("", String::concat);

    private static final String KEYS =
            "method code reason transid msgid crthop nexthop lasthop nexthops prevhop firsthop prevhops sessid bodylen buflen"
                    + " srcsock";

    private static final String PARTS = "scheme user userinfo host port session proto params";

    @TempDir
    Path folder;

    /** Relays as the example of Kamailio's page does; method SHOW is answered with what the variables say. */
    private static String script() {
        StringBuilder show = new StringBuilder();
        for (String key : KEYS.split(" ")) {
            show.append("X-").append(key).append(": $msrp(").append(key).append(")\\r\\n");
        }
        for (String part : PARTS.split(" ")) {
            show.append("Y-")
                    .append(part)
                    .append(": $(msrp(crthop){msrpuri.")
                    .append(part)
                    .append("})\\r\\n");
        }
        return "debug=2\nlog_stderror=yes\nauto_aliases=no\nchildren=1\ntcp_accept_no_cl=yes\n" + LOAD
                + "modparam(\"auth\", \"nonce_count\", 1)\nmodparam(\"auth\", \"qop\", \"auth\")\n"
                + "modparam(\"msrp\", \"cmap_size\", 8)\n"
                + "request_route { exit; }\n"
                + "event_route[msrp:frame-in] {\n"
                + "  msrp_reply_flags(\"1\");\n"
                + "  if (msrp_is_reply()) { msrp_relay(); exit; }\n"
                + "  if ($msrp(method) == \"SHOW\") {\n"
                + "    msrp_reply(\"200\", \"Seen\", \"" + show + "X-hdr: $hdr(Subject) $rm\\r\\n\"); exit; }\n"
                + "  if ($msrp(method) == \"GOTO\") {\n"
                + "    if (!msrp_set_dst(\"$hdr(Goto)\", \"$msrp(srcsock)\") || !msrp_relay()) msrp_reply(\"480\", \"Not\");\n"
                + "    exit; }\n"
                + "  if ($msrp(method) == \"LOOK\") {\n"
                + "    msrp_cmap_lookup(); msrp_reply(\"200\", \"$rc\"); exit; }\n"
                + "  if ($msrp(method) == \"END\") { msrp_reply_flags(\"2\"); msrp_reply(\"200\", \"Bye\"); exit; }\n"
                + "  if ($msrp(method) == \"AUTH\") {\n"
                + "    if ($msrp(nexthops) > 0) { msrp_relay(); exit; }\n"
                + "    if (!pv_www_authenticate(\"here\", \"secret\", \"0\", \"$msrp(method)\")) {\n"
                + "      if (auth_get_www_authenticate(\"here\", \"1\", \"$var(w)\"))\n"
                + "        msrp_reply(\"401\", \"Unauthorized\", \"$var(w)\");\n"
                + "      exit; }\n"
                + "    msrp_cmap_save(); exit; }\n"
                + "  if ($msrp(method) == \"SEND\" || $msrp(method) == \"REPORT\") {\n"
                + "    if ($msrp(nexthops) > 1) {\n"
                + "      if ($msrp(method) != \"REPORT\") msrp_reply(\"200\", \"OK\");\n"
                + "      msrp_relay(); exit; }\n"
                + "    if (msrp_cmap_lookup()) {\n"
                + "      if ($msrp(method) != \"REPORT\") msrp_reply(\"200\", \"OK\");\n"
                + "      msrp_relay_flags(\"1\"); msrp_relay();\n"
                + "    } else msrp_reply(\"481\", \"Session-does-not-exist\");\n"
                + "  } else msrp_reply(\"501\", \"Request-method-not-understood\");\n"
                + "}\n";
    }

    /** What came to one of two clients after each step. */
    private static final class Talk {
        private final Map<String, List<String>> heard = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final int port;

        Talk(int port) {
            this.port = port;
        }

        void heard(String step, MsrpClient ann, MsrpClient bob) throws Exception {
            note(step + ", ann", ann.all());
            note(step + ", bob", bob.all());
        }

        void note(String step, List<String> frames) {
            heard.put(step, frames.stream().map(this::plain).toList());
        }

        void name(String text, String name) {
            names.put(text, name);
        }

        /** What differs from run to run: ports, session identifiers, transactions and nonces, is named. */
        private String plain(String frame) {
            String text = frame.replaceAll("nonce=\"[^\"]*\"", "nonce=N").replaceAll("\\bt\\d{4,}", "T");
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            return text.replace("127.0.0.1:" + port, "RELAY")
                    .replace("port: " + port, "port: P")
                    .replaceAll("X-buflen: \\d+", "X-buflen: n");
        }
    }

    private static Map<String, List<String>> talk(int port) throws Exception {
        Talk talk = new Talk(port);
        try (MsrpClient ann = new MsrpClient("ann", port);
                MsrpClient bob = new MsrpClient("bob", port)) {
            String anns = asked(talk, "ann", ann, "");
            String bobs = asked(talk, "bob", bob, "Message-ID: m0\r\n");
            relayed(talk, ann, bob, anns, bobs);
            refused(talk, ann, bob, anns);
            shown(talk, ann, bob, anns);
            ann.request("GOTO", anns + ' ' + bob.own(), ann.own(), "Goto: msrp://127.0.0.1:" + port + "\r\n", '$');
            talk.heard("sent to the relay itself", ann, bob);
            ann.request("GOTO", anns + ' ' + bob.own(), ann.own(), "Goto: sip:127.0.0.1\r\n", '$');
            talk.heard("sent to no MSRP address", ann, bob);
            ann.request("END", anns, ann.own(), "", '$');
            talk.note("closed after the reply", List.of(ann.next(), "closed " + ann.isClosed()));
        }
        return talk.heard;
    }

    private static String asked(Talk talk, String name, MsrpClient client, String more) throws Exception {
        client.request("AUTH", client.relay(), client.own(), more, '$');
        String challenge = client.next();
        talk.note(name + " is challenged", List.of(challenge));
        talk.note(name + " is wrong", List.of(client.answer(challenge, name, "wrong", more)));
        String reply = client.authenticate(name, "secret", more);
        String address = MsrpClient.header(reply, "Use-Path");
        talk.name(address.substring(address.lastIndexOf('/') + 1, address.indexOf(';')), "SESSION-" + name);
        talk.note(name + " is let in", List.of(reply));
        return address;
    }

    private static void relayed(Talk talk, MsrpClient ann, MsrpClient bob, String anns, String bobs) throws Exception {
        String both = anns + ' ' + bobs + ' ' + bob.own();
        String[] bodies = {"one", "two\r\n-------t1$\r\n-------", "-- three"};
        for (int i = 0; i < bodies.length; i++) {
            String more = "Message-ID: m1\r\nByte-Range: " + (i + 1) + "-*/9\r\nContent-Type: text/plain\r\n\r\n"
                    + bodies[i] + "\r\n";
            ann.request("SEND", both, ann.own(), more, i == 2 ? '$' : '+');
            talk.heard("chunk " + i, ann, bob);
        }
        ann.request("SEND", bobs + ' ' + bob.own(), ann.own(), "Message-ID: m2\r\n", '#');
        talk.heard("given up, without a body, one relay", ann, bob);
        bob.request(
                "REPORT",
                bobs + ' ' + anns + ' ' + ann.own(),
                bob.own(),
                "Message-ID: m1\r\nStatus: 000 200 OK\r\n",
                '$');
        talk.heard("report", ann, bob);
        bob.send("MSRP x1y2 200 OK\r\nTo-Path: " + bobs + "\r\nFrom-Path: " + bob.own() + "\r\n-------x1y2$\r\n");
        talk.heard("reply that ends here", ann, bob);
    }

    private static void refused(Talk talk, MsrpClient ann, MsrpClient bob, String anns) throws Exception {
        String unknown = "msrp://127.0.0.1:1/none;tcp";
        ann.request("SEND", unknown + " msrp://127.0.0.1:1/x;tcp", ann.own() + " msrp://127.0.0.1:1/y;tcp", "", '$');
        talk.heard("unknown session", ann, bob);
        ann.request("NICKNAME", anns, ann.own(), "Message-ID: m3\r\n", '$');
        talk.heard("unknown method", ann, bob);
        List<String> looked = List.of(unknown, anns, "msrp://127.0.0.1:1;tcp", "sip:nothing");
        for (int i = 0; i < looked.size(); i++) {
            ann.request("LOOK", looked.get(i), ann.own(), "", '$');
            talk.heard("looked up " + i, ann, bob);
        }
    }

    private static void shown(Talk talk, MsrpClient ann, MsrpClient bob, String anns) throws Exception {
        String two = "msrp://a:7/1;tcp msrp://b:8/2;tcp";
        List<String> paths =
                List.of(anns, "msrp://u:p@h:70/s;ws;a=b " + two, "msrps://h:1/s;tcp;x", "MSRP://h:9/s;foo;a=b;c");
        for (int i = 0; i < paths.size(); i++) {
            ann.request(
                    "SHOW",
                    paths.get(i),
                    two,
                    "Subject: s\r\nMessage-ID: m4\r\nContent-Type: a/b\r\n\r\nbody\r\n",
                    '$');
            talk.heard("shown " + i, ann, bob);
        }
    }

    @Test
    void theSameFramesBringTheSame() throws Exception {
        Path script = Files.writeString(folder.resolve("msrp.cfg"), script());
        int port = LoopbackPorts.next();
        Map<String, List<String>> theirs;
        List<String> command = List.of(
                "/usr/sbin/kamailio", "-f", script.toString(), "-DD", "-E", "-m", "32", "-l", "tcp:127.0.0.1:" + port);
        try (Running kamailio = Running.start(folder, command)) {
            Await.until("kamailio takes connections", 20, () -> isOpen(port));
            theirs = talk(port);
        }
        Map<String, List<String>> ours;
        try (Server server = Server.start(List.of("--config", script.toString()))) {
            ours = talk(server.port());
        }
        List<String> differing = new ArrayList<>();
        theirs.forEach((step, frames) -> {
            if (!frames.equals(ours.get(step))) {
                differing.add(step + "\nkamailio: " + frames + "\nours: " + ours.get(step));
            }
        });
        assertThat(differing).isEmpty();
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        long frames = theirs.values().stream().mapToLong(List::size).sum();
        assertThat(frames).isGreaterThanOrEqualTo(28);
        Report.row("msrp beside kamailio", theirs.size() + " observations, " + frames + " frames", "0 differ", "ok");
    }

    private static boolean isOpen(int port) throws Exception {
        try (MsrpClient client = new MsrpClient("x", port)) {
            return client != null;
        }
    }

    /** A script after the modules, and whether it is right. */
    private record Case(String name, String text, boolean right) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        String exit = "request_route { exit; }\n";
        List<Case> cases = new ArrayList<>();
        for (String call : List.of(
                "msrp_relay()",
                "msrp_reply(\"403\", \"No\")",
                "msrp_reply(\"403\", \"No\", \"A: b\\r\\n\")",
                "msrp_is_request()",
                "msrp_is_reply()",
                "msrp_set_dst(\"msrp://h\", \"tcp:h:1\")",
                "msrp_relay_flags(\"1\")",
                "msrp_reply_flags(2)",
                "msrp_cmap_save()",
                "msrp_cmap_lookup()")) {
            cases.add(new Case(call, exit + "event_route[msrp:frame-in] { " + call + "; }\n", true));
            cases.add(new Case(call + " in a request route", "request_route { " + call + "; }\n", true));
        }
        for (String call :
                List.of("msrp_relay(\"1\")", "msrp_reply(\"403\")", "msrp_set_dst(\"a\")", "msrp_relay_flags()")) {
            cases.add(new Case(call, exit + "event_route[msrp:frame-in] { " + call + "; }\n", false));
        }
        for (String parameter : List.of(
                "sipmsg",
                "cmap_size",
                "timer_interval",
                "auth_min_expires",
                "auth_max_expires",
                "use_path_addr",
                "none")) {
            boolean text = parameter.equals("use_path_addr");
            boolean known = !parameter.equals("none");
            cases.add(new Case(parameter + " number", modparam(parameter, "61") + exit, known && !text));
            cases.add(new Case(parameter + " text", modparam(parameter, "\"h:1\"") + exit, text));
        }
        cases.add(new Case("variable", exit + "event_route[msrp:frame-in] { xlog(\"$msrp(nexthop)\\n\"); }\n", true));
        return cases;
    }

    private static String modparam(String name, String value) {
        return "modparam(\"msrp\", \"" + name + "\", " + value + ")\n";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatKamailioTakesWeTake(Case script) throws Exception {
        Path file = Files.writeString(folder.resolve("msrp.cfg"), LOAD + script.text());
        BothChecks.say(file, script.right());
    }
}
