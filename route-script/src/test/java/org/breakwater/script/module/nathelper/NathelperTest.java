package org.breakwater.script.module.nathelper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NathelperTest {

    private static final String SDP =
            "v=0\no=- 1 1 IN IP4 10.0.0.5\ns=-\nc=IN IP4 10.0.0.5\nt=0 0\nm=audio 4000 RTP/AVP 0\n";

    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC), new NathelperModule(null, null, null, null))
            .parameter("nathelper", "received_avp", "$avp(RECEIVED)")
            .start();

    /** From 192.0.2.7:5070; Via and Contact as given. */
    private static ScriptContext invite(String via, String contact, String body, TransportProtocol protocol) {
        String text = "INVITE sip:bob@home.example SIP/2.0\nVia: SIP/2.0/UDP " + via + ";branch=z9hG4bKa\n"
                + "From: <sip:alice@home.example>;tag=1\nTo: <sip:bob@home.example>\nCall-ID: c1\nCSeq: 1 INVITE\n"
                + "Contact: " + contact + "\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\n")
                + "Content-Length: " + body.replace("\n", "\r\n").length() + "\n\n" + body;
        return ScriptContexts.of(text, FakeFlow.of(protocol), RouteKind.REQUEST);
    }

    private static ScriptContext invite(String contact) {
        return invite("192.0.2.7:5070", contact, "", TransportProtocol.UDP);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 192.0.2.7:5070, <sip:a@10.1.2.3>, 1",
        "1, 192.0.2.7:5070, <sip:a@100.64.0.1>, 1",
        "1, 192.0.2.7:5070, <sip:a@172.32.0.1>, -1",
        "1, 192.0.2.7:5070, <sip:a@home.example>, -1",
        "2, 192.0.2.8:5070, <sip:a@192.0.2.7>, 1",
        "2, 192.0.2.7:9, <sip:a@192.0.2.7>, -1",
        "4, 192.168.1.1, <sip:a@192.0.2.7>, 1",
        "4, 192.0.2.7, <sip:a@192.0.2.7>, -1",
        "16, 192.0.2.7:5071, <sip:a@192.0.2.7>, 1",
        "16, 192.0.2.7:5070, <sip:a@192.0.2.7>, -1",
        "32, 10.0.0.1, <sip:a@10.0.0.1>, -1",
        "128, 192.0.2.7:5070, <sip:a@192.0.2.7:5070>, -1",
        "128, 192.0.2.7:5070, <sip:a@192.0.2.7>, 1",
        "19, 192.0.2.7:5070, <sip:a@192.0.2.7>, -1",
        "19, 10.0.0.1:5070, <sip:a@192.0.2.7>, 1",
        "1, 192.0.2.7:5070, *, -1"
    })
    void eachBitOfTheTestAsksItsQuestion(String bits, String via, String contact, int result) {
        assertThat(bench.call(invite(via, contact, "", TransportProtocol.UDP), "nat_uac_test", bits))
                .isEqualTo(result);
    }

    @Test
    void privateAddressInSdpIsNoticed() {
        ScriptContext ctx = invite("192.0.2.7:5070", "<sip:a@192.0.2.7>", SDP, TransportProtocol.UDP);
        assertThat(bench.call(ctx, "nat_uac_test", "8")).isEqualTo(1);
        assertThat(bench.call(ctx, "nat_uac_test", "256")).isEqualTo(1);
        assertThat(bench.call(invite("<sip:a@192.0.2.7>"), "nat_uac_test", "8")).isEqualTo(-1);
    }

    @Test
    void webSocketIsNoticed() {
        ScriptContext ctx = invite("192.0.2.7:5070", "<sip:a@x.invalid>", "", TransportProtocol.WSS);
        assertThat(bench.call(ctx, "nat_uac_test", "64")).isEqualTo(1);
        assertThat(bench.call(invite("<sip:a@x.invalid>"), "nat_uac_test", "64"))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:alice@10.0.0.5:5062;ob>;expires=60, <sip:alice@192.0.2.7:5070;ob>;expires=60",
        "<sip:10.0.0.5>, <sip:192.0.2.7:5070>",
        "sip:alice@10.0.0.5;expires=60, <sip:alice@192.0.2.7:5070>;expires=60"
    })
    void contactGetsTheSourceAddress(String contact, String expected) {
        ScriptContext ctx = invite(contact);
        assertThat(bench.call(ctx, "fix_nated_contact")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("\r\nContact: " + expected + "\r\n");
    }

    @Test
    void aliasHoldsAddressPortAndTransport() {
        ScriptContext ctx = invite("192.0.2.7:5070", "\"A\" <sip:a@10.0.0.5:5062>", "", TransportProtocol.TCP);
        assertThat(bench.call(ctx, "set_contact_alias")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("<sip:a@10.0.0.5:5062;alias=192.0.2.7~5070~2>");
    }

    @Test
    void contactThatIsTheSourceNeedsNoAlias() {
        ScriptContext ctx = invite("<sip:a@192.0.2.7:5070>");
        assertThat(bench.call(ctx, "add_contact_alias")).isEqualTo(2);
        assertThat(ScriptContexts.written(ctx)).doesNotContain("alias");
    }

    @Test
    void aliasInRequestUriBecomesTheNextHop() {
        ScriptContext ctx = invite("<sip:a@192.0.2.7>");
        ctx.destination().setUri("sip:bob@10.0.0.9:5062;alias=203.0.113.4~4711~2;ob");
        assertThat(bench.call(ctx, "handle_ruri_alias")).isEqualTo(1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:203.0.113.4:4711;transport=tcp");
        assertThat(ctx.requestUri()).isEqualTo("sip:bob@10.0.0.9:5062;ob");
        assertThat(bench.call(ctx, "handle_ruri_alias")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.4~4711", "name~1~1", "203.0.113.4~4711~9"})
    void malformedAliasIsAnError(String alias) {
        ScriptContext ctx = invite("<sip:a@192.0.2.7>");
        ctx.destination().setUri("sip:bob@10.0.0.9;alias=" + alias);
        assertThat(bench.call(ctx, "handle_ruri_alias")).isEqualTo(-1);
    }

    @Test
    void registerSourceGoesIntoTheVariable() {
        ScriptContext ctx = invite("192.0.2.7:5070", "<sip:a@10.0.0.5>", "", TransportProtocol.TLS);
        assertThat(bench.call(ctx, "fix_nated_register")).isEqualTo(1);
        assertThat(bench.value(ctx, "$avp(RECEIVED)").toText()).isEqualTo("sip:192.0.2.7:5070;transport=tls");
    }

    @Test
    void sdpGetsTheSourceAddressAndTheOldOneIsNoted() {
        ScriptContext ctx = invite("192.0.2.7:5070", "<sip:a@192.0.2.7>", SDP, TransportProtocol.UDP);
        assertThat(bench.call(ctx, "fix_nated_sdp", "10")).isEqualTo(1);
        String written = ScriptContexts.written(ctx);
        assertThat(written).contains("c=IN IP4 192.0.2.7\r\n", "o=- 1 1 IN IP4 192.0.2.7\r\n", "a=oldmediaip:10.0.0.5");
        String body = written.substring(written.indexOf("\r\n\r\n") + 4);
        assertThat(written).contains("Content-Length: " + body.length() + "\r\n");
    }

    @Test
    void heldMediaStaysHeld() {
        String held = SDP.replace("10.0.0.5", "0.0.0.0");
        ScriptContext ctx = invite("192.0.2.7:5070", "<sip:a@192.0.2.7>", held, TransportProtocol.UDP);
        assertThat(bench.call(ctx, "fix_nated_sdp", "2")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 1", "172.31.255.255, 1", "192.168.0.1, 1", "100.127.0.1, 1", "8.8.8.8, -1", "name, -1"})
    void privateAddressesAreKnown(String address, int result) {
        assertThat(bench.call(invite("<sip:a@192.0.2.7>"), "is_rfc1918", address))
                .isEqualTo(result);
    }
}
