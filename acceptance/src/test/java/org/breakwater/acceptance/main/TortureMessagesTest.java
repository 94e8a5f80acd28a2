package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.breakwater.sip.validate.TortureMessages;
import org.breakwater.sip.validate.TortureMessages.Demand;
import org.breakwater.sip.validate.TortureMessages.TortureMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 4475 and RFC 5118 over UDP and over TCP octet by octet; after each the server must still be well. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureMessagesTest {

    /** As long as a server may look for a next hop in DNS before it gives up. */
    private static final int ANSWER_MILLIS = 12_000;

    private static final int SILENCE_MILLIS = 500;

    private static final int SIP_PORT = 5060;
    private static final int SIPS_PORT = 5061;
    private static final Pattern TOP_VIA =
            Pattern.compile("(?im)^(?:via|v)\\s*:\\s*SIP\\s*/\\s*2\\.0\\s*/\\s*(\\w+)\\s+[\\w.-]+(?::(\\d+))?");

    private int sources = 10;

    /** Announces more octets than it has: a datagram is refused, a stream waits for them. */
    private static final List<String> WAITS_ON_STREAM = List.of("clerr");

    /** A server for each transport: a message sent twice would be taken for a retransmission. */
    private Server udpServer;

    private Server tcpServer;

    @BeforeAll
    void startServer() throws Exception {
        udpServer = Server.start(List.of());
        tcpServer = Server.start(List.of());
    }

    @AfterAll
    void stopServer() throws Exception {
        udpServer.close();
        tcpServer.close();
    }

    static Stream<TortureMessage> messages() {
        return Stream.concat(TortureMessages.RFC_4475.stream(), TortureMessages.RFC_5118.stream());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isAnsweredAsTheRfcSays(TortureMessage message) throws Exception {
        String udp = answer(message, "UDP");
        alive(udpServer);
        String tcp = answer(message, "TCP");
        alive(tcpServer);
        Report.row(
                "torture",
                message.name() + " (" + message.demand() + " " + message.statuses() + ")",
                "UDP " + udp + " | TCP " + tcp,
                "ok");
        judge(message, udp);
        if (!WAITS_ON_STREAM.contains(message.name())) {
            judge(message, tcp);
        }
    }

    /** A request that may be accepted meets the shipped script: challenged, or refused as the script refuses. */
    private static void judge(TortureMessage message, String given) {
        if (!isAnswerable(message)) {
            assertThat(given).isEqualTo("nothing");
            return;
        }
        List<String> refusals =
                message.statuses().stream().map(s -> Integer.toString(s)).toList();
        if (message.demand() == Demand.DROP) {
            assertThat(given)
                    .satisfiesAnyOf(
                            g -> assertThat(g).isEqualTo("nothing"),
                            g -> assertThat(g).startsWith("400"));
        } else if (message.demand() == Demand.REFUSE) {
            assertThat(given.substring(0, 3)).isIn(refusals);
        } else {
            assertThat(given).as("an answer").isNotEqualTo("nothing");
            assertThat(given).doesNotStartWith("5");
        }
    }

    /** The start of the final answer without its version, or "nothing". */
    private String answer(TortureMessage message, String transport) throws Exception {
        try (SipPeer peer = transport.equals("UDP")
                ? SipPeer.udp(udpServer.port(), freshSource(message))
                : SipPeer.tcp(tcpServer.port())) {
            if (transport.equals("UDP")) {
                peer.send(message.octets());
            } else {
                for (byte octet : message.octets()) {
                    peer.send(new byte[] {octet});
                }
            }
            SipMessageText answer =
                    peer.receiveFinal(expectsAnswer(message, transport) ? ANSWER_MILLIS : SILENCE_MILLIS);
            if (answer == null) {
                return "nothing";
            }
            return answer.startLine().substring("SIP/2.0 ".length());
        }
    }

    /**
     * Without rport answers go to the port the Via names or implies (RFC 3261 section 18.2.2), here on a loopback
     * address of its own for each message.
     */
    private InetSocketAddress freshSource(TortureMessage message) {
        Matcher via = TOP_VIA.matcher(new String(message.octets(), StandardCharsets.ISO_8859_1));
        int port = SIP_PORT;
        if (via.find() && via.group(2) != null) {
            port = Integer.parseInt(via.group(2));
        } else if (via.reset().find() && via.group(1).equalsIgnoreCase("TLS")) {
            port = SIPS_PORT;
        }
        return new InetSocketAddress("127.0.77." + sources++, port);
    }

    private static boolean expectsAnswer(TortureMessage message, String transport) {
        return isAnswerable(message)
                && message.demand() != Demand.DROP
                && !(transport.equals("TCP") && WAITS_ON_STREAM.contains(message.name()));
    }

    private static boolean isAnswerable(TortureMessage message) {
        String text = new String(message.octets(), StandardCharsets.ISO_8859_1);
        return !text.startsWith("SIP/2.0") && !text.startsWith("ACK ");
    }

    private static void alive(Server server) throws IOException, InterruptedException {
        List<String> tries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (SipPeer peer = SipPeer.tcp(server.port())) {
                peer.send(new TestUser(peer, "probe", "", server.port())
                        .request("OPTIONS", "sip:127.0.0.1:" + server.port(), ""));
                SipMessageText answer = peer.receiveFinal(3_000);
                if (answer != null && answer.status() == 200) {
                    return;
                }
                tries.add(answer == null ? "nothing" : answer.startLine());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("OPTIONS was answered " + tries);
    }
}
