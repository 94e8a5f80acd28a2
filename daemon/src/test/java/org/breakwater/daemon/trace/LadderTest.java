package org.breakwater.daemon.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LadderTest {

    @Test
    void callBetweenTwoPhonesIsDrawnWithTheServerBetweenThem() {
        List<TracedMessage> messages = List.of(
                message(0, true, 7, "INVITE sip:bob@h SIP/2.0"),
                message(5, false, 8, "INVITE sip:bob@192.0.2.8 SIP/2.0"),
                message(900, true, 8, "SIP/2.0 200 OK"),
                message(1001, false, 7, "SIP/2.0 200 OK"));

        assertThat(new Ladder(ZoneOffset.UTC).draw(messages))
                .containsExactly(
                        "                   tcp 192.0.2.7:5060                breakwater                tcp 192.0.2.8:5060",
                        "                            |                             |                             |",
                        "00:00:00.000                |----- INVITE sip:bob@h ----->|                             |",
                        "00:00:00.005                |                             |- INVITE sip:bob@192.0.2.8 ->|",
                        "00:00:00.900                |                             |<---- 200 OK (1 INVITE) -----|",
                        "00:00:01.001                |<---- 200 OK (1 INVITE) -----|                             |");
    }

    private static TracedMessage message(long millis, boolean inbound, int host, String firstLine) {
        return new TracedMessage(
                millis,
                inbound,
                "tcp",
                new InetSocketAddress("192.0.2.1", 5060),
                new InetSocketAddress("192.0.2." + host, 5060),
                (firstLine + "\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
