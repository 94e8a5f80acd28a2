package org.breakwater.script.module.uac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.ReplyChange;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UacTest {

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC),
                    new RrModule(),
                    new UacModule(signalling, new SecureRandom()))
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @Test
    void fromGetsNameAndUriAndKeepsItsTag() {
        assertThat(bench.call(ctx, "uac_replace_from", "\"Front Desk\"", "sip:100@pbx.example"))
                .isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("From: \"Front Desk\" <sip:100@pbx.example>;tag=ft1\r\n");
        assertThat(bench.value(ctx, "$fu").toText()).startsWith("sip:alice@a.example");
    }

    @Test
    void secondReplacementIsRefused() {
        bench.call(ctx, "uac_replace_from", "sip:1@pbx.example");
        assertThat(bench.call(ctx, "uac_replace_from", "sip:2@pbx.example")).isEqualTo(-1);
        assertThat(ScriptContexts.written(ctx)).contains("<sip:1@pbx.example>").doesNotContain("sip:2@");
    }

    @Test
    void displayNameStaysWhenOnlyTheUriIsGiven() {
        assertThat(bench.call(ctx, "uac_replace_from", "sip:1@pbx.example")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("From: \"Alice A\" <sip:1@pbx.example>;tag=ft1");
    }

    @Test
    void emptyDisplayNameTakesItAway() {
        assertThat(bench.call(ctx, "uac_replace_to", "", "sip:1@pbx.example")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("To: <sip:1@pbx.example>\r\n");
    }

    @Test
    void repliesGetBackWhatTheRequestCameWith() {
        bench.call(ctx, "uac_replace_from", "\"Desk\"", "sip:100@pbx.example");
        bench.call(ctx, "uac_replace_to", "sip:200@pbx.example");
        SipMessage reply = ScriptContexts.message("SIP/2.0 200 OK\nVia: SIP/2.0/UDP h;branch=z9hG4bKa\n"
                + "From: \"Desk\" <sip:100@pbx.example>;tag=ft1\nTo: <sip:200@pbx.example>;tag=tt1\n"
                + "Call-ID: c\nCSeq: 1 INVITE\nContent-Length: 0\n\n");
        MessageEdits edits = new MessageEdits();
        ctx.scope().attachments().get(ReplyChange.KEY).apply(reply, edits);
        assertThat(new String(MessageWriter.write(reply, null, "", edits), StandardCharsets.ISO_8859_1))
                .contains("From: \"Alice A\" <sip:alice@a.example;p=1>;tag=ft1\r\n")
                .contains("To: Bob <sip:bob@b.example>;tag=tt1\r\n");
    }

    @ParameterizedTest
    @CsvSource({"sip:a@a, sip:much-longer@b.example", "sip:much-longer@b.example, sip:a@a", "sip:a@a, sip:b@a"})
    void codeOfTwoUrisGivesEachForTheOther(String one, String other) {
        for (String password : List.of("", "secret")) {
            UriCode code = new UriCode(password);
            assertThat(code.decode(code.encode(one, other), other)).contains(one);
            assertThat(code.decode(code.encode(one, other), one)).contains(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!", "AA--", "", "gICAgICAgICAgICAgICAgICA"})
    void spoiltCodeGivesNothing(String code) {
        assertThat(new UriCode("").decode(code, "sip:a@a.example")).isEmpty();
    }

    @Test
    void restoringNeedsRecordRoute() {
        ModuleBench alone = new ModuleBench(new UacModule(signalling, new SecureRandom()));
        assertThatThrownBy(alone::start).hasMessageContaining("rr.so");
        alone.parameter("uac", "restore_mode", "none").start();
        assertThat(alone.call(ctx, "uac_replace_from", "sip:1@pbx.example")).isEqualTo(1);
        assertThat(ctx.scope().attachments().get(ReplyChange.KEY)).isNull();
    }

    @Test
    void requestIsMadeOfTheForm() {
        bench.assign(ctx, "$uac_req(method)", Value.of("OPTIONS"));
        bench.assign(ctx, "$uac_req(ruri)", Value.of("sip:bob@b.example"));
        bench.assign(ctx, "$uac_req(furi)", Value.of("sip:pbx@a.example"));
        bench.assign(ctx, "$uac_req(hdrs)", Value.of("X-A: 1"));
        assertThat(bench.call(ctx, "uac_req_send")).isEqualTo(1);
        LocalRequest sent = signalling.requests().get(0);
        assertThat(sent.method()).isEqualTo("OPTIONS");
        assertThat(sent.to()).isEqualTo("sip:bob@b.example");
        assertThat(sent.headers()).isEqualTo("X-A: 1\r\n");
    }

    @Test
    void incompleteFormIsNotSent() {
        bench.assign(ctx, "$uac_req(method)", Value.of("OPTIONS"));
        assertThat(bench.call(ctx, "uac_req_send")).isEqualTo(-1);
        assertThat(signalling.requests()).isEmpty();
    }

    @Test
    void challengeIsAnsweredWithTheExampleOfRfc2617() throws Exception {
        SipMessage reply = ScriptContexts.message("SIP/2.0 401 Unauthorized\nVia: SIP/2.0/UDP h;branch=z9hG4bKa\n"
                + "From: <sip:a@h>;tag=1\nTo: <sip:b@h>;tag=2\nCall-ID: c\nCSeq: 1 GET\n"
                + "WWW-Authenticate: Digest realm=\"testrealm@host.com\", qop=\"auth\", "
                + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"\n"
                + "Content-Length: 0\n\n");
        Credentials credentials = new Credentials(() -> "0a4f113b");
        credentials.add("Mufasa:testrealm@host.com:Circle Of Life");
        assertThat(credentials.answer(reply, null, new Credentials.Subject("GET", "/dir/index.html", "")))
                .hasValueSatisfying(field -> assertThat(field)
                        .startsWith("Authorization: Digest ")
                        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                        .endsWith("\r\n"));
        assertThat(new Credentials(() -> "x").answer(reply, null, new Credentials.Subject("GET", "/", "")))
                .isEmpty();
    }
}
