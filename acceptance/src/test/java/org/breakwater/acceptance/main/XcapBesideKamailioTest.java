package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.StoredDocument;
import org.breakwater.presence.xcap.XcapRequest;
import org.breakwater.presence.xcap.XcapResponse;
import org.breakwater.presence.xcap.XcapServer;
import org.breakwater.presence.xcap.store.SqlDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kamailio's module xcap_server and ours on one database: what one keeps the other serves. */
@Tag("main")
class XcapBesideKamailioTest {

    private static final String ROOT = "/xcap-root";
    private static final String JOE = "sip:joe@example.com";
    private static final String TYPE = "application/resource-lists+xml";
    private static final String CONFIG = """
            #!KAMAILIO
            debug=1
            log_stderror=yes
            children=1
            tcp_children=1
            tcp_accept_no_cl=yes
            listen=tcp:127.0.0.1:PORT
            loadmodule "db_mysql.so"
            loadmodule "sl.so"
            loadmodule "pv.so"
            loadmodule "xhttp.so"
            loadmodule "xcap_server.so"
            modparam("xcap_server", "db_url", "DATABASE")
            modparam("xcap_server", "xcap_root", "/xcap-root")
            request_route { drop; }
            event_route[xhttp:request] {
              $xcapuri(u=>data) = $hu;
              $var(user) = $xcapuri(u=>xuid);
              if ($rm == "PUT") { xcaps_put("$var(user)", "$hu", "$rb"); exit; }
              if ($rm == "GET") { xcaps_get("$var(user)", "$hu"); exit; }
              if ($rm == "DELETE") { xcaps_del("$var(user)", "$hu"); exit; }
              xhttp_reply("405", "Method Not Allowed", "text/plain", "no");
            }
            """;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private MariaDbServer database;
    private DirectoryFixture directory;
    private SqlDocuments documents;
    private Process kamailio;
    private int port;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        database = MariaDbServer.start(23020, 23039);
        String url = database.createDatabase("kamailio");
        database.execute("", "CREATE USER 'plain'@'%' IDENTIFIED BY 'plain'", "GRANT ALL ON kamailio.* TO 'plain'@'%'");
        directory = new DirectoryFixture(DatabaseUrl.parse(url));
        documents = new SqlDocuments(directory.directories.own().database(), ROOT);
        port = freePort();
        Path config = folder.resolve("kamailio.cfg");
        String plain = "mysql://plain:plain@127.0.0.1:" + database.port() + "/kamailio";
        Files.writeString(config, CONFIG.replace("PORT", "" + port).replace("DATABASE", plain));
        kamailio = new ProcessBuilder("/usr/sbin/kamailio", "-f", config.toString(), "-DD", "-E", "-m", "64", "-M", "8")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitPort(folder.resolve("log"));
    }

    @AfterEach
    void stop() {
        if (kamailio != null) {
            List<ProcessHandle> children = kamailio.descendants().toList();
            children.forEach(ProcessHandle::destroyForcibly);
            kamailio.destroyForcibly();
            kamailio.onExit().join();
        }
        directory.close();
        database.close();
    }

    private static int freePort() throws IOException {
        for (int candidate = 23050; candidate < 23070; candidate++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress("127.0.0.1", candidate));
                return candidate;
            } catch (IOException e) {
                continue;
            }
        }
        throw new IOException("no port of 23050 to 23069 is free");
    }

    private void awaitPort(Path log) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(kamailio.isAlive()).as(Files.readString(log)).isTrue();
                kamailio.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException(Files.readString(log));
    }

    private HttpResponse<String> kamailios(String method, String path, String body) throws Exception {
        return at(port, method, path, body);
    }

    private XcapResponse ours(String method, String path, String body) {
        return new XcapServer(documents)
                .answer(new XcapRequest(
                        method,
                        path,
                        new XcapRequest.Who(JOE, false),
                        new XcapRequest.Fields(TYPE, "", ""),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String list(String member) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">"
                + "<list name=\"friends\"><entry uri=\"" + member + "\"/></list></resource-lists>";
    }

    @Test
    void whatOneKeepsTheOtherServes() throws Exception {
        String path = "/resource-lists/users/" + JOE + "/index";
        DocumentKey key = new DocumentKey("resource-lists", JOE, "index");

        assertThat(kamailios("PUT", path, list("sip:one@example.com")).statusCode())
                .isBetween(200, 201);
        assertThat(ours("GET", path, "").body()).isEqualTo(list("sip:one@example.com"));
        assertThat(documents.all("resource-lists")).containsOnlyKeys(key);
        assertThat(ours("PUT", path, list("sip:two@example.com")).status()).isEqualTo(200);
        HttpResponse<String> theirs = kamailios("GET", path, "");
        assertThat(theirs.statusCode()).isEqualTo(200);
        assertThat(theirs.body()).isEqualTo(list("sip:two@example.com"));
        assertThat(theirs.headers().firstValue("ETag").orElse(""))
                .contains(StoredDocument.of(list("sip:two@example.com")).etag());
        assertThat(kamailios("DELETE", path, "").statusCode()).isEqualTo(200);
        assertThat(documents.find(key)).isEmpty();
        assertThat(ours("PUT", path, list("sip:three@example.com")).status()).isEqualTo(201);
        assertThat(kamailios("GET", path, "").body()).isEqualTo(list("sip:three@example.com"));
    }

    /** A request to whichever server. */
    private HttpResponse<String> at(int serverPort, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serverPort + ROOT + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", TYPE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void oneScriptServesOneTableOnBoth(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("same.cfg");
        String plain = "mysql://plain:plain@127.0.0.1:" + database.port() + "/kamailio";
        Files.writeString(
                script, CONFIG.replace("listen=tcp:127.0.0.1:PORT\n", "").replace("DATABASE", plain));
        String path = "/resource-lists/users/" + JOE + "/index";
        String node = path + "/~~/resource-lists/list%5b@name=%22friends%22%5d";
        try (Server server = Server.start(List.of("--config", script.toString()))) {
            int here = server.port();
            for (int[] pair : new int[][] {{port, here}, {here, port}}) {
                assertThat(at(pair[0], "GET", path, "").statusCode()).isEqualTo(404);
                assertThat(at(pair[1], "GET", path, "").statusCode()).isEqualTo(404);
                String document = list("sip:at" + pair[0] + "@example.com");
                assertThat(at(pair[0], "PUT", path, document).statusCode()).isBetween(200, 201);
                HttpResponse<String> got = at(pair[1], "GET", path, "");
                assertThat(got.statusCode()).isEqualTo(200);
                assertThat(got.body()).isEqualTo(document);
                assertThat(got.headers().firstValue("Content-Type").orElse("")).startsWith(TYPE);
                assertThat(got.headers().firstValue("ETag").orElse("").replace("\"", ""))
                        .isEqualTo(at(pair[0], "GET", path, "")
                                .headers()
                                .firstValue("ETag")
                                .orElse("-")
                                .replace("\"", ""));
                assertThat(at(here, "GET", node, "").body()).contains("sip:at" + pair[0] + "@example.com");
                assertThat(at(pair[1], "DELETE", path, "").statusCode()).isEqualTo(200);
            }
        }
    }
}
