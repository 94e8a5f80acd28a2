package org.breakwater.script.module.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.digest.DigestAnswer;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.digest.DigestHash;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class AuthModuleTest {

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final ModuleBench bench = new ModuleBench(new AuthModule(signalling, AuthObserver.NONE)).start();

    private static ScriptContext register(String authorization) {
        return ScriptContexts.of(
                "REGISTER sip:home.example SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa\n"
                        + "From: <sip:alice@home.example>;tag=1\nTo: <sip:alice@home.example>\nCall-ID: r1\n"
                        + "CSeq: 1 REGISTER\n" + authorization + "Content-Length: 0\n\n",
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
    }

    private DigestChallenge challenge(String flags) throws Exception {
        ScriptContext ctx = register("");
        bench.call(ctx, "www_challenge", "home.example", flags);
        Matcher field = Pattern.compile("WWW-Authenticate: (.*)\r\n")
                .matcher(ctx.reply().extraHeaders().toString());
        assertThat(field.find()).isTrue();
        return DigestChallenge.parse(field.group(1));
    }

    private static String answer(DigestChallenge challenge, String password) {
        DigestHash hash = new DigestHash();
        return "Authorization: "
                + new DigestAnswer(
                                hash,
                                "alice",
                                "home.example",
                                Ha1Set.ofPassword(hash, "alice", "home.example", password),
                                () -> "cn")
                        .answer(challenge, "REGISTER", "sip:home.example", new byte[0])
                        .toHeaderValue()
                + "\n";
    }

    @Test
    void challengeIsRepliedWith401() throws Exception {
        assertThat(challenge("0").realm()).isEqualTo("home.example");
        assertThat(signalling.asked()).containsExactly("401 Unauthorized");
    }

    @Test
    void requestWithoutCredentialsIsToldApart() {
        assertThat(bench.call(register(""), "pv_www_authenticate", "home.example", "secret", "0"))
                .isEqualTo(-5);
    }

    @Test
    void rightPasswordPassesAndWrongDoesNot() throws Exception {
        DigestChallenge challenge = challenge("1");
        assertThat(bench.call(
                        register(answer(challenge, "secret")), "pv_www_authenticate", "home.example", "secret", "0"))
                .isEqualTo(1);
        assertThat(bench.call(
                        register(answer(challenge("1"), "guess")),
                        "pv_www_authenticate",
                        "home.example",
                        "secret",
                        "0"))
                .isEqualTo(-2);
    }

    @Test
    void credentialsAreTakenOut() throws Exception {
        ScriptContext ctx = register(answer(challenge("0"), "secret"));
        assertThat(bench.call(ctx, "pv_www_authenticate", "home.example", "secret", "0"))
                .isEqualTo(1);
        assertThat(bench.call(ctx, "consume_credentials")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).doesNotContain("Authorization");
    }
}
