package org.breakwater.sip.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class ClientAuthenticationTest {

    private static final SipMessage INVITE = request(Method.INVITE);
    private static final SipMessage REGISTER = request(Method.REGISTER);

    private final ClientAuthentication authentication = new ClientAuthentication("alice", "secret", () -> "0a4f113b");
    private final ClientAuthentication.Attempt attempt = ClientAuthentication.Attempt.first();

    @Test
    void answerIsTheOneOfRfc2617() {
        authentication.challenged(response(INVITE, 407, "Digest realm=\"home\", nonce=\"n1\""), attempt);

        // HA1 = MD5(alice:home:secret), HA2 = MD5(INVITE:sip:home)
        assertThat(authentication.headerLines(INVITE, attempt))
                .startsWith("Proxy-Authorization: Digest ")
                .contains("username=\"alice\"", "realm=\"home\"", "nonce=\"n1\"", "uri=\"sip:home\"")
                .contains("response=\"1134175468fb9862a55228d183f8cb20\"");
    }

    @Test
    void everyRealmOnTheWayGetsItsAnswer() {
        assertThat(authentication.challenged(response(INVITE, 407, "Digest realm=\"edge\", nonce=\"1\""), attempt))
                .isTrue();
        assertThat(authentication.challenged(response(INVITE, 401, "Digest realm=\"home\", nonce=\"2\""), attempt))
                .isTrue();
        assertThat(authentication.headerLines(INVITE, attempt))
                .contains("Proxy-Authorization: ", "realm=\"edge\"", "\r\nAuthorization: ", "realm=\"home\"");
    }

    @Test
    void refusedAnswerIsNotRepeatedUnlessOnlyTheNonceWasStale() {
        SipMessage challenge = response(INVITE, 407, "Digest realm=\"home\", nonce=\"1\"");
        SipMessage stale = response(INVITE, 407, "Digest realm=\"home\", nonce=\"2\", stale=true");
        assertThat(authentication.challenged(challenge, attempt)).isTrue();
        assertThat(authentication.challenged(stale, attempt)).isTrue();
        assertThat(authentication.challenged(challenge, attempt)).isFalse();
    }

    @Test
    void credentialsAreSentBeforehandOnlyWhereTheyAreLikelyAsked() {
        authentication.challenged(response(REGISTER, 401, "Digest realm=\"home\", nonce=\"1\""), attempt);
        ClientAuthentication.Attempt next = ClientAuthentication.Attempt.first();
        assertThat(authentication.headerLines(REGISTER, next)).startsWith("Authorization: ");
        assertThat(authentication.headerLines(INVITE, next)).isEmpty();
    }

    @Test
    void challengeWeCannotAnswerIsFinal() {
        assertThat(authentication.challenged(response(INVITE, 401, "Basic realm=\"home\""), attempt))
                .isFalse();
        assertThat(authentication.challenged(
                        response(INVITE, 401, "Digest realm=\"h\", nonce=\"1\", algorithm=ROT13"), attempt))
                .isFalse();
        assertThat(authentication.challenged(
                        AgentContext.parse(ResponseBuilder.of(INVITE, 401).build()), attempt))
                .isFalse();
    }

    private static SipMessage response(SipMessage request, int status, String challenge) {
        String field = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        return AgentContext.parse(
                ResponseBuilder.of(request, status).header(field, challenge).build());
    }

    private static SipMessage request(Method method) {
        return AgentContext.parse(RequestBuilder.of(method, "sip:home")
                .from("<sip:alice@home>;tag=1")
                .to("<sip:bob@home>")
                .callId("c")
                .build());
    }
}
