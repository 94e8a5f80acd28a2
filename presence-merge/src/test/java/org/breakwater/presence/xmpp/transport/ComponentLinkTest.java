package org.breakwater.presence.xmpp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xmpp.component.Backoff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real sockets; the test is the XMPP server. */
@Timeout(30)
class ComponentLinkTest {

    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' id='7'>";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final LinkListener listener = new LinkListener() {
        @Override
        public void opened() {
            told.add("opened");
        }

        @Override
        public void closed() {
            told.add("closed");
        }

        @Override
        public boolean received(XmlNode.Element element) {
            told.add(element.name());
            return true;
        }
    };
    private ServerSocket server;
    private ComponentLink link;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        LinkSettings settings = new LinkSettings("127.0.0.1", server.getLocalPort(), "sip.test", "secret", 10_000);
        link = new ComponentLink(settings, new Backoff(() -> 0), listener);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitText(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int c = socket.getInputStream().read();
            assertThat(c).as("%s after %s", end, text).isNotNegative();
            text.append((char) c);
        }
    }

    private Socket opened() throws Exception {
        Socket socket = server.accept();
        awaitText(socket, "to=\"sip.test\">");
        send(socket, HEADER);
        awaitText(socket, "</handshake>");
        send(socket, "<handshake/>");
        assertThat(next()).isEqualTo("opened");
        return socket;
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void connectsAgainWhenTheServerGoesAway() throws Exception {
        assertThat(link.send("<presence/>")).isFalse();
        link.want(true);
        try (Socket first = opened()) {
            assertThat(link.send("<presence/>")).isTrue();
            awaitText(first, "<presence/>");
            send(first, "<message/>");
            assertThat(next()).isEqualTo("message");
        }
        assertThat(next()).isEqualTo("closed");
        assertThat(link.isOpen()).isFalse();
        try (Socket second = opened()) {
            assertThat(link.state()).isEqualTo("connected");
            link.want(false);
            awaitText(second, "</stream:stream>");
        }
        assertThat(next()).isEqualTo("closed");
        assertThat(link.state()).isEqualTo("not wanted here");
    }

    @Test
    void aServerThatDoesNotReadFillsABoundAndNoMore() throws Exception {
        link.want(true);
        try (Socket socket = opened()) {
            String stanza = "<message>" + "x".repeat(9_000) + "</message>";
            int taken = 0;
            while (link.send(stanza) && taken < 10_000) {
                taken++;
            }
            assertThat(taken).isBetween(ComponentLink.MAX_WAITING_OCTETS / 9_100, 9_999);
            socket.setSoTimeout(5_000);
            assertThat(socket.getInputStream().readNBytes(taken * stanza.length()))
                    .hasSize(taken * stanza.length());
            while (!link.send(stanza)) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aStanzaBeyondTheBoundIsNeitherSentNorRead() throws Exception {
        link.want(true);
        try (Socket socket = opened()) {
            assertThat(link.send("x".repeat(10_001))).isFalse();
            send(socket, "<message>" + "x".repeat(10_001));
            awaitText(socket, "<policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
        }
        assertThat(next()).isEqualTo("closed");
    }
}
