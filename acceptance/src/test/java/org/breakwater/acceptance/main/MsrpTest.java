package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * MSRP through the shipped script with WITH_MSRP. The clients are the test's own ({@link MsrpClient}): Debian has no MSRP
 * client.
 */
@Tag("presence")
class MsrpTest {

    private static final String TEXT = "Content-Type: text/plain\r\n\r\n";

    private static Server server;
    private static int metricsPort;

    @BeforeAll
    static void start() throws Exception {
        metricsPort = LoopbackPorts.next();
        String yaml = "metrics: {listen: \"127.0.0.1:" + metricsPort + "\"}\n";
        server = Server.start(Map.of("breakwater.yaml", yaml), List.of("-A", "WITH_MSRP"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static MsrpClient client(String name) throws Exception {
        return new MsrpClient(name, server.port());
    }

    /** A user's address at the relay. */
    private static String address(MsrpClient client, String user) throws Exception {
        String reply = client.authenticate(user, server.password(user), "");
        assertThat(MsrpClient.status(reply)).as(reply).isEqualTo(200);
        assertThat(MsrpClient.header(reply, "Expires")).isEqualTo("3600");
        String usePath = MsrpClient.header(reply, "Use-Path");
        assertThat(usePath).matches("msrp://127\\.0\\.0\\.1:" + server.port() + "/[0-9a-f]{32};tcp");
        return usePath;
    }

    private static double metric(String line) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                .build();
        String all = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return all.lines()
                .filter(l -> l.startsWith(line + " "))
                .mapToDouble(l -> Double.parseDouble(l.substring(line.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + line + " in\n" + all));
    }

    private static String chunk(String range, String body) {
        return "Message-ID: m1\r\nByte-Range: " + range + "\r\nSuccess-Report: yes\r\n" + TEXT + body + "\r\n";
    }

    @Test
    void chunksAndReportsGoBothWaysBetweenUsersOfOneRelay() throws Exception {
        try (MsrpClient ann = client("ann");
                MsrpClient bob = client("bob")) {
            String annsAddress = address(ann, "1001");
            String bobsAddress = address(bob, "1002");
            long start = System.nanoTime();
            talk(ann, annsAddress, bobsAddress + ' ' + bob.own(), bob);
            talk(bob, bobsAddress, annsAddress + ' ' + ann.own(), ann);
            Report.row(
                    "msrp", "3 chunks and a report each way through one relay, a hop each", Report.since(start), "ok");
            assertThat(ann.all()).isEmpty();
            assertThat(bob.all()).isEmpty();
            assertThat(metric("breakwater_msrp_sessions")).isGreaterThanOrEqualTo(2);
            assertThat(metric("breakwater_msrp_frames_out_total")).isGreaterThanOrEqualTo(14);
        }
    }

    /** Three chunks of one message, each answered by the relay and by nobody else; then the report about it. */
    private static void talk(MsrpClient sender, String sendersAddress, String onwards, MsrpClient receiver)
            throws Exception {
        String lookalike = "half\r\n-------t0$\r\n-------";
        List<String> bodies = List.of("first", lookalike, "\u0000\u00ff last");
        for (int i = 0; i < bodies.size(); i++) {
            String range = (i * 10 + 1) + "-*/30";
            String more = chunk(range, bodies.get(i));
            char flag = i == 2 ? '$' : '+';
            String id = sender.request("SEND", sendersAddress + ' ' + onwards, sender.own(), more, flag);
            String came = receiver.next();
            assertThat(came)
                    .isEqualTo("MSRP " + id + " SEND\r\nTo-Path: " + receiver.own() + "\r\nFrom-Path: "
                            + onwards.substring(0, onwards.indexOf(' ')) + ' ' + sendersAddress + ' ' + sender.own()
                            + "\r\n" + more + "-------" + id + flag + "\r\n");
            String ok = sender.next();
            assertThat(ok)
                    .isEqualTo("MSRP " + id + " 200 OK\r\nTo-Path: " + sender.own() + "\r\nFrom-Path: " + sendersAddress
                            + "\r\nMessage-ID: m1\r\n-------" + id + "$\r\n");
            receiver.send("MSRP " + id + " 200 OK\r\nTo-Path: " + onwards.substring(0, onwards.indexOf(' '))
                    + "\r\nFrom-Path: " + receiver.own() + "\r\n-------" + id + "$\r\n");
        }
        String back = onwards.substring(0, onwards.indexOf(' ')) + ' ' + sendersAddress + ' ' + sender.own();
        String status = "Message-ID: m1\r\nByte-Range: 1-30/30\r\nStatus: 000 200 OK\r\n";
        receiver.request("REPORT", back, receiver.own(), status, '$');
        String report = sender.next();
        assertThat(report)
                .contains(" REPORT\r\nTo-Path: " + sender.own() + "\r\n")
                .contains(status);
    }

    /** As clients send files: no chunk waits for the reply to the one before. */
    @Test
    void aFileGoesThroughWholeAndInOrder() throws Exception {
        int chunks = 500;
        try (MsrpClient ann = client("ann");
                MsrpClient bob = client("bob")) {
            String annsAddress = address(ann, "1001");
            String bobsAddress = address(bob, "1002");
            String filling = "x".repeat(2000);
            long start = System.nanoTime();
            Thread sending =
                    new Thread(() -> sendAll(ann, annsAddress + ' ' + bobsAddress + ' ' + bob.own(), chunks, filling));
            sending.start();
            for (int i = 0; i < chunks; i++) {
                assertThat(MsrpClient.body(bob.next())).isEqualTo(i + filling + "\r\n");
            }
            String took = Report.since(start);
            sending.join();
            for (int i = 0; i < chunks; i++) {
                assertThat(MsrpClient.status(ann.next())).isEqualTo(200);
            }
            assertThat(ann.all()).isEmpty();
            Report.row("msrp", "a file of " + chunks + " chunks of 2 kB, sent without waiting", "whole, " + took, "ok");
        }
    }

    private static void sendAll(MsrpClient client, String to, int chunks, String filling) {
        try {
            for (int i = 0; i < chunks; i++) {
                String range = (i * 2000 + 1) + "-*/*";
                client.request("SEND", to, client.own(), chunk(range, i + filling), i == chunks - 1 ? '$' : '+');
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWasToldAnAddressReachesItsUserAndNobodyElse() throws Exception {
        try (MsrpClient ann = client("ann");
                MsrpClient stranger = client("stranger")) {
            String address = address(ann, "1001");
            stranger.request("SEND", address + ' ' + ann.own(), stranger.own(), chunk("1-2/2", "hi"), '$');
            assertThat(MsrpClient.body(ann.next())).isEqualTo("hi\r\n");
            assertThat(MsrpClient.status(stranger.next())).isEqualTo(200);
            String further = address + ' ' + ann.own() + " msrp://127.0.0.1:" + server.port() + "/x;tcp";
            stranger.request("SEND", further, stranger.own(), chunk("1-2/2", "hi"), '$');
            assertThat(MsrpClient.status(stranger.next())).isEqualTo(481);
            stranger.request("AUTH", address + " msrp://other/;tcp", stranger.own(), "", '$');
            assertThat(MsrpClient.status(stranger.next())).isEqualTo(403);
            assertThat(ann.all()).isEmpty();
        }
    }

    @Test
    void strangersAreRefused() throws Exception {
        double before = metric("breakwater_msrp_frames_refused_total{cause=\"script\"}");
        try (MsrpClient stranger = client("stranger")) {
            String nowhere = "msrp://127.0.0.1:" + server.port() + "/0123456789abcdef0123456789abcdef;tcp";
            stranger.request("SEND", nowhere + " msrp://127.0.0.1:9/v;tcp", stranger.own(), chunk("1-2/2", "hi"), '$');
            assertThat(MsrpClient.status(stranger.next())).isEqualTo(481);
            stranger.request(
                    "REPORT", nowhere + " msrp://127.0.0.1:9/v;tcp", stranger.own(), "Status: 000 200 OK\r\n", '$');
            stranger.request("NICKNAME", nowhere, stranger.own(), "", '$');
            assertThat(MsrpClient.status(stranger.next()))
                    .as("a report is not answered")
                    .isEqualTo(501);
            assertThat(MsrpClient.status(stranger.authenticate("1001", "wrong", "")))
                    .isEqualTo(401);
            assertThat(MsrpClient.status(stranger.authenticate("nobody", "x", "")))
                    .isEqualTo(401);
            String odd = stranger.authenticate("1001", server.password("1001"), "Expires: 10\r\n");
            assertThat(MsrpClient.status(odd)).isEqualTo(423);
            assertThat(MsrpClient.header(odd, "Min-Expires")).isEqualTo("60");
        }
        assertThat(metric("breakwater_msrp_frames_refused_total{cause=\"script\"}"))
                .isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void whatIsBrokenOrTooLargeLeavesTheConnectionToTheOthers() throws Exception {
        try (MsrpClient ann = client("ann")) {
            String address = address(ann, "1001");
            ann.send("MSRP bad1 SEND\r\nFrom-Path: x\r\nTo-Path: y\r\n-------bad1$\r\n");
            String large = "Message-ID: m\r\n" + TEXT + "x".repeat(200_000) + "\r\n";
            ann.request("SEND", address + ' ' + address + ' ' + ann.own(), ann.own(), large, '$');
            assertThat(MsrpClient.status(ann.next())).isEqualTo(413);
            ann.request("SEND", address + ' ' + address + ' ' + ann.own(), ann.own(), chunk("1-2/2", "me"), '$');
            List<String> came = List.of(ann.next(), ann.next());
            assertThat(came).anyMatch(f -> f.contains(" 200 OK\r\n")).anyMatch(f -> f.contains("\r\n\r\nme\r\n"));
        }
    }

    @Test
    void whoDiesIsForgottenAndTheSenderIsTold() throws Exception {
        try (MsrpClient ann = client("ann")) {
            String annsAddress = address(ann, "1001");
            double before = metric("breakwater_msrp_sessions");
            MsrpClient bob = client("bob");
            String bobsAddress = address(bob, "1002");
            bob.close();
            Await.until(
                    "the address has gone with its connection", 10, () -> metric("breakwater_msrp_sessions") <= before);
            ann.request("SEND", bobsAddress + ' ' + bob.own(), ann.own(), chunk("1-2/2", "hi"), '$');
            assertThat(MsrpClient.status(ann.next())).isEqualTo(481);
            String lost = ann.request("SEND", annsAddress + ' ' + bob.own(), ann.own(), chunk("1-2/2", "hi"), '$');
            List<String> told = ann.all();
            assertThat(told).as("the relay took it, then found nobody there").hasSize(2);
            assertThat(told.get(0)).startsWith("MSRP " + lost + " 200 OK\r\n");
            assertThat(told.get(1)).contains(" REPORT\r\n").contains("Status: 000 408 Not delivered\r\n");
        }
    }

    /** What sets an MSRP session up is a call like any other. */
    @Test
    void anInviteWithMsrpInItsSdpPassesUnchanged() throws Exception {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=message 2855 TCP/MSRP *\r\na=accept-types:text/plain\r\na=path:msrp://127.0.0.1:2855/s;tcp\r\n";
        try (SipPeer callersLine = SipPeer.tcp(server.port());
                SipPeer bobsLine = SipPeer.tcp(server.port())) {
            TestUser bob = new TestUser(bobsLine, "1002", server.password("1002"), server.port());
            assertThat(bob.register().status()).isEqualTo(200);
            TestUser ann = new TestUser(callersLine, "1001", server.password("1001"), server.port());
            String uri = "sip:1002@127.0.0.1:" + server.port();
            callersLine.send(withSdp(ann.request("INVITE", uri, ""), sdp));
            SipMessageText challenge = callersLine.receiveFinal(5_000);
            callersLine.send(withSdp(ann.request("INVITE", uri, ann.credentials(challenge, "INVITE", uri)), sdp));
            SipMessageText invite = bobsLine.receive(5_000);
            assertThat(invite.text()).startsWith("INVITE ").endsWith("\r\n\r\n" + sdp);
        }
    }

    private static String withSdp(String request, String sdp) {
        return request.replace(
                "Content-Length: 0\r\n\r\n",
                "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp);
    }
}
