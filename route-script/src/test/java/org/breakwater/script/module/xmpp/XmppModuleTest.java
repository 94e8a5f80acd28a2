package org.breakwater.script.module.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class XmppModuleTest {

    private final List<XmppMessage> taken = new ArrayList<>();
    private boolean takes = true;

    private final ModuleBench bench = new ModuleBench(new XmppModule(null, new XmppPort() {
                @Override
                public boolean serves(String domain) {
                    return domain.equals("xmpp.test");
                }

                @Override
                public boolean isFromGateway(String token) {
                    return token.equals("secret");
                }

                @Override
                public boolean send(XmppMessage message, IntConsumer done) {
                    return takes && taken.add(message);
                }
            }))
            .start();

    private static ScriptContext message(String uri, String lines, String body) {
        return ScriptContexts.of(
                "MESSAGE " + uri + " SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bKa\nFrom: <sip:alice@pbx>;tag=1\n"
                        + "To: <sip:x@y>\nCall-ID: c1\nCSeq: 1 MESSAGE\n" + lines + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\n\n" + body,
                FakeFlow.of(TransportProtocol.TCP),
                RouteKind.REQUEST);
    }

    @Test
    void textForAnXmppUserIsTakenWithWhatXmppHasWordsFor() {
        ScriptContext ctx = message(
                "sip:juliet@xmpp.test",
                "Subject: Obst\nContent-Language: de\nContent-Type: Text/Plain;charset=utf-8\n",
                "Äpfel");

        assertThat(bench.call(ctx, "is_xmpp_uri")).isEqualTo(1);
        assertThat(bench.call(ctx, "xmpp_send_message")).isEqualTo(1);
        assertThat(taken)
                .containsExactly(new XmppMessage("sip:alice@pbx", "sip:juliet@xmpp.test", "c1", "Obst", "de", "Äpfel"));
    }

    @Test
    void otherThingsAreNotTaken() {
        String plain = "Content-Type: text/plain\n";
        assertThat(bench.call(message("sip:juliet@elsewhere", plain, "x"), "xmpp_send_message"))
                .isEqualTo(-1);
        assertThat(bench.call(message("sip:juliet@elsewhere", plain, "x"), "is_xmpp_uri"))
                .isEqualTo(-1);
        assertThat(bench.call(message("sip:j@xmpp.test", "Content-Type: text/html\n", "x"), "xmpp_send_message"))
                .isEqualTo(-1);
        assertThat(bench.call(message("sip:j@xmpp.test", plain, ""), "xmpp_send_message"))
                .isEqualTo(-1);
        assertThat(taken).isEmpty();
        takes = false;
        assertThat(bench.call(message("sip:j@xmpp.test", plain, "x"), "xmpp_send_message"))
                .isEqualTo(-1);
    }

    @Test
    void requestsOfTheGatewayAreKnownByAWordThatIsTakenOut() {
        ScriptContext ours = message("sip:1001@pbx", "X-Breakwater-Xmpp: secret\n", "");
        ScriptContext forged = message("sip:1001@pbx", "x-breakwater-xmpp: guess\n", "");

        assertThat(bench.call(ours, "is_from_xmpp")).isEqualTo(1);
        assertThat(bench.call(forged, "is_from_xmpp")).isEqualTo(-1);
        assertThat(bench.call(message("sip:1001@pbx", "", ""), "is_from_xmpp")).isEqualTo(-1);
        assertThat(ours.edits().isEmpty()).isFalse();
        assertThat(forged.edits().isEmpty()).isFalse();
    }
}
