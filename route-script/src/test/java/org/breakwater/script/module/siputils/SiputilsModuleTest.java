package org.breakwater.script.module.siputils;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Return codes were seen on Kamailio 5.6.3. */
final class SiputilsModuleTest {

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC), new SiputilsModule(signalling, new SecureRandom()))
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource({
        "is_gruu, sip:a@b;gr, 2",
        "is_gruu, sip:a@b;gr=xyz, 1",
        "is_gruu, sip:a@b, -1",
        "is_tel_number, +123, 1",
        "is_tel_number, 12a, -2",
        "is_numeric, 12, 1",
        "is_alphanum, 1a, 1",
        "is_uri, sip:a@b, 1",
        "is_uri, a@b, -1",
        "uri_param_any, x, 1",
        "uri_param, zz, -1",
        "is_supported, path, -1",
    })
    void answersOneParameterAsKamailioDoes(String function, String argument, int expected) {
        assertThat(bench.call(ctx, function, argument)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "cmp_uri, sip:a@B, sip:a@b, 1",
        "cmp_uri, sip:a@B:5060, sip:a@b, -1",
        "cmp_uri, sip:a@B;x=1, sip:a@b, 1",
        "cmp_aor, sip:a@B;x=1, sip:a@b, 1",
        "cmp_aor, sip:a@B:5060, sip:a@b, 1",
        "cmp_hdr_name, From, from, 1",
        "cmp_hdr_name, f, from, 1",
        "is_alphanumex, 1a_b, _, 1",
    })
    void answersTwoParametersAsKamailioDoes(String function, String first, String second, int expected) {
        assertThat(bench.call(ctx, function, first, second)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"+12345, 1", "+12, 1", "12345, -1", "+123456789012345, 1", "+1234567890123456, -1"})
    void e164HasAPlusAndTwoToFifteenDigits(String number, int expected) {
        bench.assign(ctx, "$var(e)", Value.of(number));
        assertThat(bench.call(ctx, "is_e164", "$var(e)")).isEqualTo(expected);
    }

    @Test
    void messageKindsAreTold() {
        assertThat(bench.call(ctx, "is_request")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_reply")).isEqualTo(-1);
        assertThat(bench.call(ctx, "has_totag")).isEqualTo(-1);
        assertThat(bench.call(ctx, "is_first_hop")).isEqualTo(-1);
    }

    @Test
    void aReplyComesFromTheFirstHopWhenTheTopRecordRouteIsOurs() {
        bench.localDomains()
                .setSockets(List.of(ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060))));
        ScriptContext ours = ScriptContexts.reply("SIP/2.0 200 OK\nRecord-Route: <sip:192.0.2.1;lr>\n");
        ScriptContext other = ScriptContexts.reply("SIP/2.0 200 OK\nRecord-Route: <sip:192.0.2.9;lr>\n");
        assertThat(bench.call(ours, "is_first_hop")).isEqualTo(1);
        assertThat(bench.call(other, "is_first_hop")).isEqualTo(-1);
        assertThat(bench.call(ScriptContexts.reply("SIP/2.0 200 OK\n"), "is_first_hop"))
                .isEqualTo(-1);
    }

    @Test
    void requestUriParametersAreReadAddedAndRemoved() {
        assertThat(bench.call(ctx, "get_uri_param", "x", "$var(v)")).isEqualTo(1);
        assertThat(bench.print(ctx, "$var(v)")).isEqualTo("1");
        assertThat(bench.call(ctx, "uri_param", "transport", "UDP")).isEqualTo(1);
        assertThat(bench.call(ctx, "add_uri_param", "a=b")).isEqualTo(1);
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:bob:pw@home.example:5070;transport=udp;x=1;a=b?h=v");
        assertThat(bench.call(ctx, "uri_param_rm", "x")).isEqualTo(1);
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:bob:pw@home.example:5070;transport=udp;a=b?h=v");
        assertThat(bench.call(ctx, "uri_param_rm", "nope")).isEqualTo(-1);
    }

    @Test
    void telUrisBecomeSipUris() {
        assertThat(bench.call(ctx, "tel2sip", "tel:+1-2.3(4);phone-context=x", "h.z", "$var(t)"))
                .isEqualTo(1);
        assertThat(bench.print(ctx, "$var(t)")).isEqualTo("sip:+1234;phone-context=x@h.z;user=phone");
        assertThat(bench.call(ctx, "tel2sip", "sip:a@b", "h.z", "$var(t)")).isEqualTo(2);
    }

    @Test
    void userAndHostOfAUriInAVariableAreRewritten() {
        bench.assign(ctx, "$var(u)", Value.of("sip:a@b:5060;x"));
        assertThat(bench.call(ctx, "set_uri_user", "$var(u)", "zz")).isEqualTo(1);
        assertThat(bench.call(ctx, "set_uri_host", "$var(u)", "hh")).isEqualTo(1);
        assertThat(bench.print(ctx, "$var(u)")).isEqualTo("sip:zz@hh:5060;x");
    }

    @Test
    void contactsAreEncodedInTheUserPartAndDecoded() {
        assertThat(bench.call(ctx, "encode_contact", "enc", "1.2.3.4")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx))
                .contains("Contact: <sip:enc*alice**192.0.2.7*5070*@1.2.3.4>;expires=60\r\n");
        bench.assign(ctx, "$ru", Value.of("sip:enc*alice*pw*127.0.0.1*26063*tcp@1.2.3.4"));
        assertThat(bench.call(ctx, "decode_contact")).isEqualTo(1);
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:alice:pw@127.0.0.1:26063;transport=tcp");
        assertThat(bench.call(ctx, "decode_contact")).isEqualTo(-26);
    }

    @Test
    void contactsAreEncodedInAParameterAndDecoded() {
        assertThat(bench.call(ctx, "contact_param_encode", "pa", "sip:9.9.9.9:5060"))
                .isEqualTo(1);
        String written = ScriptContexts.written(ctx);
        assertThat(written).contains("Contact: <sip:9.9.9.9:5060;pa=c2lwOmFsaWNlQDE5Mi4wLjIuNzo1MDcw>;expires=60\r\n");
        ScriptContext next = ScriptContexts.request(written);
        assertThat(bench.call(next, "contact_param_decode", "pa")).isEqualTo(1);
        assertThat(ScriptContexts.written(next)).contains("Contact: <sip:alice@192.0.2.7:5070>;expires=60\r\n");
        bench.assign(ctx, "$ru", Value.of("sip:x@9.9.9.9;pa=c2lwOmFsaWNlQDEyNy4wLjAuMTo1MDgw"));
        assertThat(bench.call(ctx, "contact_param_decode_ruri", "pa")).isEqualTo(1);
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:alice@127.0.0.1:5080");
    }

    @Test
    void optionsAreAnsweredWithCapabilities() {
        ScriptContext options = ScriptContexts.request("OPTIONS sip:home.example SIP/2.0\nCSeq: 1 OPTIONS\n");
        assertThat(bench.call(options, "options_reply")).isEqualTo(1);
        assertThat(signalling.asked()).containsExactly("stateless 200 OK");
        assertThat(options.reply().extraHeaders().toString())
                .isEqualTo("Accept: */*\r\nAccept-Encoding: \r\nAccept-Language: en\r\nSupported: \r\n");
        assertThat(bench.call(ctx, "options_reply")).isEqualTo(-1);
    }

    @Test
    void unverifiedCredentialsAreNoUser() {
        ScriptContext register = ScriptContexts.request(
                "REGISTER sip:h SIP/2.0\nCSeq: 1 REGISTER\nAuthorization: Digest username=\"alice\", realm=\"r\","
                        + " nonce=\"n\", uri=\"sip:h\", response=\"0123456789abcdef0123456789abcdef\"\n");
        assertThat(bench.call(register, "is_user", "alice")).isEqualTo(-1);
    }

    @Test
    void chargingVectorIsGeneratedOnce() {
        bench.call(ctx, "sip_p_charging_vector", "g");
        bench.call(ctx, "sip_p_charging_vector", "g");
        String written = ScriptContexts.written(ctx);
        assertThat(written.split("P-Charging-Vector: icid-value=", -1)).hasSize(2);
        assertThat(bench.print(ctx, "$pcv(genaddr)")).isEqualTo("192.0.2.1");
    }

    @Test
    void datesTooOldAreRefused() {
        ScriptContext dated = ScriptContexts.request("INVITE sip:h SIP/2.0\nDate: Fri, 15 Jan 2027 07:59:55 GMT\n");
        assertThat(bench.call(dated, "hdr_date_check", "10")).isEqualTo(1);
        assertThat(bench.call(dated, "hdr_date_check", "3")).isEqualTo(-1);
        assertThat(bench.call(ctx, "hdr_date_check", "3")).isEqualTo(-1);
    }

    @Test
    void remotePartyIdComesFromTheAvp() {
        assertThat(bench.call(ctx, "append_rpid_hf")).isEqualTo(-1);
        bench.assign(ctx, "$avp(rpid)", Value.of("<sip:+12345@h>"));
        assertThat(bench.call(ctx, "append_rpid_hf")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_rpid_user_e164")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx))
                .contains("Remote-Party-ID: <sip:+12345@h>;party=calling;id-type=subscriber;screen=yes\r\n");
    }
}
