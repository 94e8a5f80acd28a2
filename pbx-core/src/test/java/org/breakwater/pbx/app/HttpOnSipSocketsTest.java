package org.breakwater.pbx.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpOnSipSocketsTest {

    private static final String SCRIPT = """
            tcp_accept_no_cl=yes
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "pv.so"
            loadmodule "textops.so"
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "nathelper.so"
            loadmodule "xlog.so"
            #!ifdef HTTP
            loadmodule "xhttp.so"
            loadmodule "jsonrpcs.so"
            loadmodule "websocket.so"
            modparam("jsonrpcs", "transport", 1)
            event_route[xhttp:request] {
                if ($hdr(Upgrade)=~"websocket" && $hdr(Connection)=~"Upgrade" && ws_handle_handshake()) exit;
                if ($hu =~ "^/RPC") { jsonrpc_dispatch(); exit; }
                xhttp_reply("403", "Forbidden", "", "");
            }
            event_route[websocket:closed] { xlog("L_INFO", "closed $ws_conid"); }
            #!endif
            request_route {
                if ($rm == "REGISTER") { force_rport(); save("location"); exit; }
                ws_close(4000, "enough");
            }
            """;

    @TempDir
    Path home;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private ScriptServers servers;
    private AutoCloseable server;
    private int port;

    @BeforeEach
    void open() throws Exception {
        servers = ScriptServers.open(home);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private void start(String script, List<String> defines) throws Exception {
        Path file = Files.writeString(home.resolve("test.cfg"), script);
        server = servers.start(
                new RunOptions(
                        home,
                        file,
                        List.of("tcp:127.0.0.1:" + port),
                        new ParseOptions(defines, List.of(), name -> null)),
                highest -> (level, text) -> log.add(text));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        servers.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void commandOverHttpIsCarriedOut() throws Exception {
        start(SCRIPT, List.of("HTTP"));

        HttpResponse<String> answer = post("/RPC", "{\"jsonrpc\":\"2.0\",\"method\":\"core.version\",\"id\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Breakwater").contains("\"id\" : 1");
        assertThat(post("/else", "").statusCode()).isEqualTo(403);
    }

    @Test
    void scriptWithoutXhttpServesNoHttp() throws Exception {
        start(SCRIPT.replace("ws_close(4000, \"enough\");", "exit;"), List.of());

        assertThat(post("/RPC", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void phoneRegistersOverAWebSocketUntilTheScriptClosesIt() throws Exception {
        start(SCRIPT, List.of("HTTP"));
        Frames frames = new Frames();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), frames)
                .get(5, TimeUnit.SECONDS);

        socket.sendText(request("REGISTER"), true).get(5, TimeUnit.SECONDS);
        assertThat(frames.next())
                .startsWith("SIP/2.0 200 ")
                .contains("Contact: <sip:alice@browser.invalid;transport=ws>");
        assertThat(post("/RPC", "{\"method\":\"ws.dump\",\"id\":1}").body()).contains("state: OPEN");

        socket.sendText(request("MESSAGE"), true).get(5, TimeUnit.SECONDS);
        assertThat(frames.next()).isEqualTo("closed 4000 enough");
        assertThat(nextLog("<script>: closed ")).matches("<script>: closed \\d+");
    }

    private String nextLog(String start) throws InterruptedException {
        String line = log.poll(5, TimeUnit.SECONDS);
        while (line != null && !line.startsWith(start)) {
            line = log.poll(5, TimeUnit.SECONDS);
        }
        return line;
    }

    private static String request(String method) {
        return method + " sip:127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/WS browser.invalid;branch=z9hG4bK" + method + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:alice@127.0.0.1>;tag=1\r\n"
                + "To: <sip:alice@127.0.0.1>\r\n"
                + "Call-ID: " + method + "\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Contact: <sip:alice@browser.invalid;transport=ws>\r\n"
                + "Expires: 600\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    /** What the browser's end gets. */
    private static final class Frames implements WebSocket.Listener {
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        String next() throws InterruptedException {
            return got.poll(5, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                got.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            got.add("closed " + status + " " + reason);
            return null;
        }
    }
}
