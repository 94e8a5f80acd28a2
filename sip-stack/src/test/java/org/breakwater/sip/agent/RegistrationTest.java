package org.breakwater.sip.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.digest.DigestAlgorithm;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final ManualTime time = new ManualTime();
    private final Wire wire = new Wire(time);
    private final List<String> log = new ArrayList<>();
    private Function<SipMessage, ResponseBuilder> registrar = request -> granted(request, 600);
    private final UserAgent agent = agent();

    @Test
    void bindingIsRefreshedBeforeItExpires() {
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        assertThat(log).containsExactly("registered 600");
        time.advanceMillis(541_000);
        assertThat(log).containsExactly("registered 600", "registered 600");
        SipMessage refresh = wire.last("REGISTER");
        assertThat(refresh.header(HeaderName.CSEQ)).isEqualTo("2 REGISTER");
        assertThat(refresh.header(HeaderName.CONTACT)).contains("reg-id=1", "+sip.instance=\"<urn:uuid:1>\"");
    }

    @Test
    void flowIsKeptOpenByPings() {
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(500_000);
        assertThat(wire.log()).filteredOn("ping"::equals).hasSizeBetween(4, 5);
    }

    @Test
    void lostFlowIsReplacedAtOnce() {
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        agent.flowClosed(Wire.target(5002));
        time.advanceMillis(100);
        assertThat(log).hasSize(2);
    }

    @Test
    void anotherFlowIsNoneOfItsBusiness() {
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        agent.flowClosed(Wire.target(9));
        time.advanceMillis(100);
        assertThat(log).hasSize(1);
    }

    @Test
    void challengeIsAnsweredAndRemembered() {
        registrar = request -> request.has(HeaderName.AUTHORIZATION) ? granted(request, 600) : challenge(request);
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(550_000);
        assertThat(log).containsExactly("registered 600", "registered 600");
        assertThat(wire.log()).filteredOn("401 REGISTER"::equals).hasSize(1);
        assertThat(wire.last("REGISTER").header(HeaderName.AUTHORIZATION)).contains("nc=00000002");
    }

    @Test
    void wrongPasswordIsTriedOnceAndReported() {
        registrar = this::challenge;
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100_000);
        assertThat(wire.log()).filteredOn("REGISTER"::equals).hasSize(2);
        assertThat(log).containsExactly("failed 401 Unauthorized retry -1");
    }

    @Test
    void shorterIntervalThanAllowedIsCorrected() {
        registrar = request -> request.header(HeaderName.EXPIRES).equals("1800")
                ? granted(request, 1800)
                : ResponseBuilder.of(request, 423).header(HeaderName.MIN_EXPIRES, "1800");
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        assertThat(log).containsExactly("registered 1800");
    }

    @Test
    void overloadedServerIsLeftAloneAsLongAsItSays() {
        registrar = request -> ResponseBuilder.of(request, 503).header(HeaderName.RETRY_AFTER, "17 (restarting)");
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        registrar = request -> granted(request, 600);
        time.advanceMillis(16_000);
        assertThat(log).containsExactly("failed 503 Service Unavailable retry 17");
        time.advanceMillis(1_000);
        assertThat(log).last().isEqualTo("registered 600");
    }

    @Test
    void pausesGrowWhileTheServerIsAway() {
        registrar = request -> ResponseBuilder.of(request, 500);
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(20_000_000);
        List<Integer> pauses = log.stream()
                .map(line -> Integer.parseInt(line.replaceAll(".* ", "")))
                .toList();
        assertThat(pauses.get(0)).isBetween(30, 60);
        assertThat(pauses.get(1)).isBetween(60, 120);
        assertThat(pauses.get(pauses.size() - 1)).isBetween(900, 1800);
    }

    @Test
    void bindingIsRemovedOnRequest() {
        Registration registration = agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        registration.unregister();
        time.advanceMillis(1_000_000);
        assertThat(wire.last("REGISTER").header(HeaderName.EXPIRES)).isEqualTo("0");
        assertThat(log).containsExactly("registered 600", "unregistered");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void routeOfTheRegistrarIsUsedForCalls() {
        registrar = request -> granted(request, 600).header(HeaderName.SERVICE_ROUTE, "<sip:edge;lr>, <sip:home;lr>");
        agent.register(600, "urn:uuid:1", this::told);
        time.advanceMillis(100);
        agent.call("sip:bob@example.com", new byte[] {1}, new RecordingCallListener());
        assertThat(org.breakwater.sip.dialog.HeaderValues.all(wire.last("INVITE"), HeaderName.ROUTE))
                .containsExactly("<sip:edge;lr>", "<sip:home;lr>");
    }

    private void told(RegistrationEvent event) {
        if (event instanceof RegistrationEvent.Registered registered) {
            log.add("registered " + registered.expires());
        } else if (event instanceof RegistrationEvent.Failed failed) {
            log.add("failed " + failed.failure() + " retry " + failed.retryInSeconds());
        } else {
            log.add("unregistered");
        }
    }

    private ResponseBuilder granted(SipMessage request, int expires) {
        String contact = request.header(HeaderName.CONTACT);
        return ResponseBuilder.of(request, 200)
                .header(HeaderName.CONTACT, "<sip:other@10.0.0.1>;expires=9, " + contact + ";expires=" + expires);
    }

    private ResponseBuilder challenge(SipMessage request) {
        return ResponseBuilder.of(request, 401)
                .header(
                        HeaderName.WWW_AUTHENTICATE,
                        DigestChallenge.of("home", "nonce1", DigestAlgorithm.MD5, false)
                                .toHeaderValue());
    }

    private UserAgent agent() {
        wire.right().listen(new Registrar());
        Account account = new Account("alice", "example.com", "secret", Wire.target(5002), List.of(), "test");
        return new UserAgent(wire.left(), account, time, new Identifiers(new Random(1)), new NoCalls());
    }

    /** Answers as the test says. */
    private final class Registrar implements Signalling.RequestListener {
        @Override
        public void request(Signalling.ReceivedRequest received) {
            received.respond(registrar.apply(received.request()));
        }

        @Override
        public void ack(SipMessage ack) {
            throw new AssertionError("nothing to acknowledge");
        }

        @Override
        public void cancelled(Signalling.ReceivedRequest invite) {
            throw new AssertionError("nothing to cancel");
        }

        @Override
        public void flowClosed(Target peer) {
            throw new AssertionError("the wire holds");
        }
    }

    /** Takes no calls. */
    private static final class NoCalls implements UserAgent.IncomingListener {
        @Override
        public Optional<CallListener> incoming(SipMessage invite) {
            return Optional.empty();
        }

        @Override
        public void ready(IncomingCall call) {
            throw new AssertionError("no calls");
        }
    }
}
