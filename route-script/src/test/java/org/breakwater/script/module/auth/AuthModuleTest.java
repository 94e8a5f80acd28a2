package org.breakwater.script.module.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.kit.ManualWorker;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthModuleTest {

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final WaryObserver observer = new WaryObserver();
    private final ModuleBench bench = new ModuleBench(new AuthModule(signalling, observer)).start();

    /** Takes credentials or not, as it is set, and keeps what it hears. */
    private static final class WaryObserver implements AuthObserver {
        private final List<String> heard = new ArrayList<>();
        private boolean accepting = true;

        @Override
        public void challenged(Flow flow, SipMessage request) {
            heard.add("challenged");
        }

        @Override
        public boolean accepts(Flow flow, Claim claim) {
            return accepting;
        }

        @Override
        public void checked(Flow flow, SipMessage request, Claim claim, AuthResult result) {
            heard.add(claim.account() + ' ' + result);
        }
    }

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

    private int check(String authorization) {
        return bench.call(register(authorization), "pv_www_authenticate", "home.example", "secret", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "guess"})
    void whileTheAccountIsDelayedRightAndWrongPasswordsAreWrong(String password) throws Exception {
        String authorization = answer(challenge("1"), password);
        observer.accepting = false;
        observer.heard.clear();

        assertThat(check(authorization)).isEqualTo(AuthResult.INVALID_PASSWORD.code());
        assertThat(observer.heard).containsExactly("alice ACCOUNT_DELAYED");
    }

    @ParameterizedTest
    @CsvSource({"true, -4, true", "false, -2, false"})
    void onlyWhoseCredentialsAreTakenIsToldThatTheNonceIsStale(boolean accepting, int code, boolean stale)
            throws Exception {
        ScriptContext ctx = register(answer(challenge("1"), "secret"));
        ((ManualWorker) ctx.worker()).clock().advanceMillis(400_000);
        observer.accepting = accepting;

        assertThat(bench.call(ctx, "pv_www_authenticate", "home.example", "secret", "0"))
                .isEqualTo(code);
        bench.call(ctx, "www_challenge", "home.example", "1");

        assertThat(ctx.reply().extraHeaders().toString().contains("stale=true")).isEqualTo(stale);
    }
}
