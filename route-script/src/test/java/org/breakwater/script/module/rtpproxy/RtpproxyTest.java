package org.breakwater.script.module.rtpproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
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

class RtpproxyTest {

    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 10.0.0.5\r\nc=IN IP4 10.0.0.5\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 0\r\na=rtcp:4001\r\n";

    private static CompletableFuture<String> answerOnce(DatagramSocket socket, String text) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                String asked = Octets.text(packet.getData(), 0, packet.getLength());
                byte[] octets = Octets.bytes(asked.substring(0, asked.indexOf(' ') + 1) + text + "\n");
                socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                return asked.substring(asked.indexOf(' ') + 1);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static ScriptContext message(String firstLine, String method, String body) {
        boolean reply = firstLine.startsWith("SIP");
        String text = firstLine + "\nVia: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa\n"
                + "From: <sip:alice@home.example>;tag=ft\nTo: <sip:bob@home.example>" + (reply ? ";tag=tt" : "")
                + "\nCall-ID: c1\nCSeq: 1 " + method + "\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\n") + "Content-Length: " + body.length()
                + "\n\n" + body;
        return ScriptContexts.of(
                text, FakeFlow.of(TransportProtocol.UDP), reply ? RouteKind.ONREPLY : RouteKind.REQUEST);
    }

    private static ModuleBench bench(DatagramSocket socket) {
        return new ModuleBench(new RtpproxyModule(TimeSource.system()))
                .parameter("rtpproxy", "rtpproxy_sock", "udp:127.0.0.1:" + socket.getLocalPort())
                .parameter("rtpproxy", "rtpproxy_retr", 0)
                .start();
    }

    private static DatagramSocket proxy() throws java.io.IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5_000);
        return socket;
    }

    @Test
    void offerGetsThePortAndAddressOfTheProxy() throws Exception {
        try (DatagramSocket socket = proxy()) {
            CompletableFuture<String> asked = answerOnce(socket, "35000 203.0.113.9");
            ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP);
            assertThat(bench(socket).call(ctx, "rtpproxy_manage", "co")).isEqualTo(1);
            assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("U c1 192.0.2.7 4000 ft;1");
            assertThat(ScriptContexts.written(ctx))
                    .contains(
                            "o=- 1 1 IN IP4 203.0.113.9\r\nc=IN IP4 203.0.113.9\r\n",
                            "m=audio 35000 RTP/AVP 0\r\na=rtcp:35001\r\na=nortpproxy:yes\r\n");
        }
    }

    @Test
    void answerLooksTheSessionUpWithBothTags() throws Exception {
        try (DatagramSocket socket = proxy()) {
            CompletableFuture<String> asked = answerOnce(socket, "35002 203.0.113.9");
            ScriptContext ctx = message("SIP/2.0 200 OK", "INVITE", SDP);
            assertThat(bench(socket).call(ctx, "rtpproxy_manage", "cor")).isEqualTo(1);
            assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("L c1 10.0.0.5 4000 ft;1 tt;1");
        }
    }

    @Test
    void refusalOfTheProxyLeavesTheBody() throws Exception {
        try (DatagramSocket socket = proxy()) {
            answerOnce(socket, "E1");
            ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP);
            assertThat(bench(socket).call(ctx, "rtpproxy_offer")).isEqualTo(-1);
            assertThat(ScriptContexts.written(ctx)).contains("m=audio 4000 ");
        }
    }

    @Test
    void descriptionThatWentThroughAProxyIsLeftAlone() throws Exception {
        try (DatagramSocket socket = proxy()) {
            ScriptContext ctx = message("INVITE sip:b@x SIP/2.0", "INVITE", SDP + "a=nortpproxy:yes\r\n");
            assertThat(bench(socket).call(ctx, "rtpproxy_offer")).isEqualTo(-1);
            assertThat(ScriptContexts.log(ctx).lines()).isEmpty();
        }
    }
}
