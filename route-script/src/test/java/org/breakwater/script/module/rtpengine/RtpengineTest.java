package org.breakwater.script.module.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpengineTest {

    private static final String SDP = "v=0\r\nc=IN IP4 10.0.0.5\r\nm=audio 4000 RTP/AVP 0\r\n";

    /** A relay that answers one datagram and tells what it was asked. */
    private static CompletableFuture<Map<?, ?>> answerOnce(DatagramSocket socket, String sdp) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(packet);
                String text = Octets.text(packet.getData(), 0, packet.getLength());
                int blank = text.indexOf(' ');
                String answer = text.substring(0, blank) + " "
                        + Bencode.write(sdp == null ? Map.of("result", "ok") : Map.of("result", "ok", "sdp", sdp));
                byte[] octets = Octets.bytes(answer);
                socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                return (Map<?, ?>) Bencode.read(text.substring(blank + 1));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static DatagramSocket relay() throws java.io.IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static ModuleBench bench(int... ports) {
        ModuleBench bench = new ModuleBench(new RtpengineModule(TimeSource.system()))
                .parameter("rtpengine", "rtpengine_tout_ms", 200)
                .parameter("rtpengine", "rtpengine_retr", 0);
        for (int port : ports) {
            bench.parameter("rtpengine", "rtpengine_sock", "udp:127.0.0.1:" + port);
        }
        return bench.start();
    }

    private static ScriptContext message(String firstLine, String method, String body, RouteKind kind) {
        String text = firstLine + "\nVia: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa\n"
                + "From: <sip:alice@home.example>;tag=ft\nTo: <sip:bob@home.example>;tag=tt\nCall-ID: c1\nCSeq: 1 "
                + method + "\n" + (body.isEmpty() ? "" : "Content-Type: application/sdp\n") + "Content-Length: "
                + body.length() + "\n\n" + body;
        return ScriptContexts.of(text, FakeFlow.of(TransportProtocol.UDP), kind);
    }

    @Test
    void offerIsSentAndTheAnswerReplacesTheBody() throws Exception {
        try (DatagramSocket socket = relay()) {
            CompletableFuture<Map<?, ?>> asked = answerOnce(socket, SDP.replace("10.0.0.5", "203.0.113.9"));
            ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP, RouteKind.BRANCH);
            assertThat(bench(socket.getLocalPort())
                            .call(ctx, "rtpengine_manage", "replace-origin SIP-source-address ICE=remove RTP/AVP"))
                    .isEqualTo(1);
            Map<?, ?> request = asked.get(5, TimeUnit.SECONDS);
            assertThat((Object) request.get("command")).isEqualTo("offer");
            assertThat((Object) request.get("sdp")).isEqualTo(SDP);
            assertThat((Object) request.get("call-id")).isEqualTo("c1");
            assertThat((Object) request.get("from-tag")).isEqualTo("ft");
            assertThat((Object) request.get("replace")).isEqualTo(List.of("origin"));
            assertThat((Object) request.get("flags")).isEqualTo(List.of("SIP-source-address"));
            assertThat((Object) request.get("ICE")).isEqualTo("remove");
            assertThat((Object) request.get("transport-protocol")).isEqualTo("RTP/AVP");
            assertThat((Object) request.get("received-from")).isEqualTo(List.of("IP4", "192.0.2.7"));
            String written = ScriptContexts.written(ctx);
            assertThat(written).contains("c=IN IP4 203.0.113.9\r\n").doesNotContain("10.0.0.5");
            assertThat(written)
                    .contains("Content-Length: "
                            + SDP.replace("10.0.0.5", "203.0.113.9").length());
        }
    }

    @Test
    void replyIsAnAnswerWithBothTags() throws Exception {
        try (DatagramSocket socket = relay()) {
            CompletableFuture<Map<?, ?>> asked = answerOnce(socket, SDP);
            ScriptContext ctx = message("SIP/2.0 200 OK", "INVITE", SDP, RouteKind.ONREPLY);
            assertThat(bench(socket.getLocalPort()).call(ctx, "rtpengine_manage"))
                    .isEqualTo(1);
            Map<?, ?> request = asked.get(5, TimeUnit.SECONDS);
            assertThat((Object) request.get("command")).isEqualTo("answer");
            assertThat((Object) request.get("from-tag")).isEqualTo("ft");
            assertThat((Object) request.get("to-tag")).isEqualTo("tt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "CANCEL"})
    void endOfTheCallDeletesTheSession(String method) throws Exception {
        try (DatagramSocket socket = relay()) {
            CompletableFuture<Map<?, ?>> asked = answerOnce(socket, null);
            ScriptContext ctx = message(method + " sip:b@x SIP/2.0", method, "", RouteKind.REQUEST);
            assertThat(bench(socket.getLocalPort()).call(ctx, "rtpengine_manage", ""))
                    .isEqualTo(1);
            Map<?, ?> request = asked.get(5, TimeUnit.SECONDS);
            assertThat((Object) request.get("command")).isEqualTo("delete");
        }
    }

    @Test
    void anotherRelayIsAskedWhenTheFirstIsSilentAndTheSilentOneIsLeftAlone() throws Exception {
        try (DatagramSocket silent = relay();
                DatagramSocket other = relay()) {
            ModuleBench bench = bench(silent.getLocalPort(), other.getLocalPort());
            for (int i = 0; i < 2; i++) {
                answerOnce(other, SDP);
                ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP, RouteKind.REQUEST);
                assertThat(bench.call(ctx, "rtpengine_offer")).isEqualTo(1);
            }
        }
    }

    @Test
    void withoutAnyRelayTheFunctionFailsAndTheBodyStays() throws Exception {
        DatagramSocket gone = relay();
        int port = gone.getLocalPort();
        gone.close();
        ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP, RouteKind.REQUEST);
        assertThat(bench(port).call(ctx, "rtpengine_offer")).isEqualTo(-1);
        assertThat(ScriptContexts.written(ctx)).contains("10.0.0.5");
        assertThat(ScriptContexts.log(ctx).lines()).anyMatch(l -> l.contains("no relay answers"));
    }

    @Test
    void messageWithoutDescriptionNeedsNoRelay() {
        ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", "", RouteKind.REQUEST);
        assertThat(bench(9).call(ctx, "rtpengine_manage")).isEqualTo(-1);
        assertThat(ScriptContexts.log(ctx).lines()).isEmpty();
    }

    @Test
    void bencodingReadsWhatItWrites() {
        Map<String, Object> value = Map.of("list", List.of("a", 17L, List.of()), "text", "4:x\r\n");
        assertThat(Bencode.read(Bencode.write(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "5:abc", "i12", "d3:abc", "x", "99999999999:a", "ixe", "-1:a"})
    void malformedBencodingIsRefused(String text) {
        assertThatThrownBy(() -> Bencode.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
