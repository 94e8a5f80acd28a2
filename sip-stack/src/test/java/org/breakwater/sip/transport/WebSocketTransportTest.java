package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.HttpReceiver;
import org.breakwater.sip.flow.MessageTap;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSocketTransportTest {

    private final Browser browser = new Browser();

    @Test
    void requestIsAnsweredOverWebSocket() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.WS));
            assertThat(socket.getSubprotocol()).isEqualTo("sip");

            socket.sendText("OPTIONS sip:a@b SIP/2.0\r\nCall-ID: w\r\n\r\n", true);

            RecordingReceiver.Received got = fixture.receiver.next();
            assertThat(got.flow().protocol()).isEqualTo(TransportProtocol.WS);
            assertThat(browser.next()).startsWith("text SIP/2.0 200");
            assertThat(fixture.transport.flow(got.flow().id())).contains(got.flow());
        }
    }

    @Test
    void fragmentsMakeOneMessageAndBinaryFramesAreTaken() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.WS));
            socket.sendText("OPTIONS sip:a@b SIP/2.0\r\nCall-", false).join();
            socket.sendText("ID: w1\r\n\r\n", true).join();
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("w1");
            socket.sendBinary(ByteBuffer.wrap(TransportFixture.bytes(TransportFixture.request("w2"))), true);
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("w2");
        }
    }

    @Test
    void octetsThatAreNoUtf8GoOutInBinaryFrames() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.WS));
            socket.sendText(TransportFixture.request("w"), true);
            Flow flow = fixture.receiver.next().flow();
            browser.next();
            flow.send(new byte[] {'S', (byte) 0xff}, SendOutcome.IGNORED);
            assertThat(browser.next()).isEqualTo("binary S\u00ff");
            flow.send("Gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8), SendOutcome.IGNORED);
            assertThat(browser.next()).isEqualTo("text Gr\u00fc\u00df");
        }
    }

    @Test
    void keepalivesOfBothKindsAreAnswered() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.WS));
            socket.sendText("\r\n\r\n", true).join();
            assertThat(browser.next()).isEqualTo("text \r\n");
            socket.sendPing(ByteBuffer.wrap(new byte[] {7}));
            assertThat(browser.next()).isEqualTo("pong");
        }
    }

    @Test
    void closedWebSocketIsReported() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.WS));
            socket.sendText(TransportFixture.request("w"), true).join();
            Flow flow = fixture.receiver.next().flow();
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye");
            assertThat(fixture.receiver.nextClosed()).isSameAs(flow);
            RecordingOutcome outcome = new RecordingOutcome();
            fixture.transport.send(
                    Target.of(TransportProtocol.WS, flow.remote()).overFlow(flow.id()), new byte[1], outcome);
            assertThat(outcome.await()).startsWith("No connection to");
        }
    }

    @Test
    void requestIsAnsweredOverSecureWebSocket(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "server", "localhost");
        TransportConfig config = TransportFixture.config(TransportProtocol.WSS)
                .withTls(TlsSettings.of(certificate.chain, certificate.key));
        try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE)) {
            browser.client =
                    HttpClient.newBuilder().sslContext(certificate.client(null)).build();
            WebSocket socket = browser.open("wss", fixture.address(TransportProtocol.WSS));
            socket.sendText(TransportFixture.request("w"), true);
            assertThat(fixture.receiver.next().flow().protocol()).isEqualTo(TransportProtocol.WSS);
            assertThat(browser.next()).startsWith("text SIP/2.0 200");
        }
    }

    @Test
    void webSocketWithoutTheSipSubprotocolIsRefused() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.WS)) {
            browser.subprotocol = "chat";
            assertThatThrownBy(() -> browser.open("ws", fixture.address(TransportProtocol.WS)))
                    .hasMessageContaining("Handshake");
        }
    }

    @Test
    void httpOnATcpPortIsAnswered404WhenNobodyTakesIt() throws Exception {
        try (TransportFixture fixture = TransportFixture.listeningOn(TransportProtocol.TCP);
                Socket client = fixture.connect()) {
            TransportFixture.write(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(TransportFixture.readHeader(client)).startsWith("HTTP/1.1 404 Not Found\r\n");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void httpInSmallPiecesReachesItsReceiver() throws Exception {
        HttpReceiver receiver = (exchange, worker) -> exchange.reply(
                200,
                "Fine",
                "text/plain",
                (exchange.method() + exchange.uri() + new String(exchange.body(), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));
        try (TransportFixture fixture = withHttp(receiver);
                Socket client = fixture.connect()) {
            for (int round = 0; round < 2; round++) {
                for (char c : "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".toCharArray()) {
                    TransportFixture.write(client, String.valueOf(c));
                }
                assertThat(TransportFixture.readHeader(client))
                        .startsWith("HTTP/1.1 200 Fine\r\n")
                        .containsIgnoringCase("content-type: text/plain");
                assertThat(new String(client.getInputStream().readNBytes(8))).isEqualTo("POST/xhi");
            }
        }
    }

    @Test
    void receiverMayAcceptAWebSocketOnATcpPort() throws Exception {
        HttpReceiver receiver =
                (exchange, worker) -> assertThat(exchange.acceptWebSocket()).isTrue();
        try (TransportFixture fixture = withHttp(receiver)) {
            WebSocket socket = browser.open("ws", fixture.address(TransportProtocol.TCP));
            socket.sendText(TransportFixture.request("w"), true);
            Flow flow = fixture.receiver.next().flow();
            assertThat(flow.protocol()).isEqualTo(TransportProtocol.WS);
            assertThat(flow.listenPoint().protocol()).isEqualTo(TransportProtocol.TCP);
            assertThat(browser.next()).startsWith("text SIP/2.0 200");
            RecordingOutcome outcome = new RecordingOutcome();
            fixture.transport.send(
                    Target.of(TransportProtocol.WS, flow.remote()),
                    TransportFixture.bytes(TransportFixture.request("in")),
                    outcome);
            assertThat(outcome.await()).isEqualTo("sent");
            assertThat(browser.next()).contains("Call-ID: in");
        }
    }

    private static TransportFixture withHttp(HttpReceiver receiver) throws Exception {
        TransportHooks hooks = new TransportHooks(MessageTap.NONE, ConnectionGate.OPEN, receiver);
        return new TransportFixture(1, TransportFixture.config(TransportProtocol.TCP), hooks);
    }

    /** The JDK's WebSocket client. */
    private static final class Browser implements WebSocket.Listener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        HttpClient client = HttpClient.newHttpClient();
        String subprotocol = "sip";

        WebSocket open(String scheme, InetSocketAddress to) {
            return client.newWebSocketBuilder()
                    .subprotocols(subprotocol)
                    .buildAsync(URI.create(scheme + "://localhost:" + to.getPort() + "/ws"), this)
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        }

        String next() throws InterruptedException {
            String message = messages.poll(5, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no WebSocket message in 5 s");
            }
            return message;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add("text " + data);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            messages.add("binary " + StandardCharsets.ISO_8859_1.decode(data));
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add("pong");
            socket.request(1);
            return null;
        }
    }
}
