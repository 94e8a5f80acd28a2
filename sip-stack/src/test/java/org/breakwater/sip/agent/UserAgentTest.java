package org.breakwater.sip.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.dialog.DialogId;
import org.breakwater.sip.dialog.Replaces;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {

    private final ManualTime time = new ManualTime();
    private final Wire wire = new Wire(time);
    private final RecordingCallListener caller = new RecordingCallListener();
    private final RecordingCallListener callee = new RecordingCallListener();
    private final List<IncomingCall> calls = new ArrayList<>();
    private Consumer<IncomingCall> onCall = IncomingCall::ring;
    private boolean busy;
    private final UserAgent alice = agent("alice", wire.left(), wire.left().peerTarget());
    private final UserAgent bob = agent("bob", wire.right(), wire.right().peerTarget());

    @Test
    void callIsRungAnsweredAndHungUpByTheCaller() {
        OutgoingCall call = callBob();
        time.advanceMillis(100);
        calls.get(0).answer(sdp("answer"));
        time.advanceMillis(100);
        assertThat(call.isEstablished()).isTrue();
        call.hangUp();
        time.advanceMillis(40_000);

        assertThat(caller.log()).containsExactly("progress 180", "established answer", "ended LOCAL");
        assertThat(callee.log()).containsExactly("established offer", "ended REMOTE");
        assertThat(wire.log()).containsExactly("INVITE", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void calleeHangsUp() {
        establish();
        calls.get(0).hangUp();
        time.advanceMillis(100);
        assertThat(caller.log()).last().isEqualTo("ended REMOTE");
        assertThat(callee.log()).last().isEqualTo("ended LOCAL");
    }

    @Test
    void callerGivesUpWhileItRings() {
        OutgoingCall call = callBob();
        time.advanceMillis(100);
        call.hangUp();
        time.advanceMillis(100);
        assertThat(wire.log()).containsExactly("INVITE", "180 INVITE", "CANCEL", "487 INVITE");
        assertThat(caller.log()).last().isEqualTo("ended LOCAL");
        assertThat(callee.log()).containsExactly("ended REMOTE");
    }

    @Test
    void cancelWaitsForTheFirstProvisionalResponse() {
        onCall = call -> {};
        OutgoingCall call = callBob();
        call.hangUp();
        time.advanceMillis(100);
        assertThat(wire.log()).containsExactly("INVITE");
        calls.get(0).ring();
        time.advanceMillis(100);
        assertThat(wire.log()).contains("CANCEL");
        assertThat(caller.log()).last().isEqualTo("ended LOCAL");
    }

    @Test
    void answerThatCrossesACancelIsAcknowledgedAndHungUp() {
        OutgoingCall call = callBob();
        time.advanceMillis(100);
        calls.get(0).answer(sdp("answer"));
        call.hangUp();
        time.advanceMillis(100);
        assertThat(wire.log()).endsWith("200 INVITE", "CANCEL", "ACK", "BYE", "200 BYE");
        assertThat(caller.log()).containsExactly("progress 180", "ended LOCAL");
        assertThat(callee.log()).last().isEqualTo("ended REMOTE");
    }

    @ParameterizedTest
    @CsvSource({"486, 486 Busy Here", "603, 603 Decline", "488, 488 Not Acceptable Here"})
    void rejectionIsToldWithStatusAndReason(int status, String expected) {
        onCall = call -> call.reject(status);
        callBob();
        time.advanceMillis(100);
        assertThat(caller.log()).containsExactly("ended FAILURE " + expected);
    }

    @Test
    void busyAgentRefuses() {
        busy = true;
        callBob();
        time.advanceMillis(100);
        assertThat(caller.log()).containsExactly("ended FAILURE 486 Busy Here");
    }

    @Test
    void answerIsRepeatedUntilAcknowledgedAndThenGivenUp() {
        wire.dropAcks();
        callBob();
        time.advanceMillis(100);
        calls.get(0).answer(sdp("answer"));
        time.advanceMillis(31_000);
        assertThat(wire.log()).filteredOn("200 INVITE"::equals).hasSize(10);
        assertThat(wire.log()).filteredOn("ACK"::equals).hasSize(10);
        time.advanceMillis(2_000);
        assertThat(callee.log()).last().isEqualTo("ended FAILURE our answer was not acknowledged");
        assertThat(caller.log()).last().isEqualTo("ended REMOTE");
    }

    @Test
    void holdIsOfferedByReInviteAndAnswered() {
        OutgoingCall call = establish();
        assertThat(call.reinvite(sdp("hold"))).isTrue();
        assertThat(call.reinvite(sdp("again"))).as("one offer at a time").isFalse();
        time.advanceMillis(100);
        assertThat(callee.log()).last().isEqualTo("offered hold");
        assertThat(caller.log()).last().isEqualTo("established answer");
        assertThat(wire.log()).endsWith("INVITE", "200 INVITE", "ACK");
    }

    @Test
    void refusedReInviteLeavesTheCallAlone() {
        OutgoingCall call = establish();
        callee.refuseOffers();
        call.reinvite(sdp("video"));
        time.advanceMillis(100);
        assertThat(wire.log()).last().isEqualTo("488 INVITE");
        assertThat(call.isEstablished()).isTrue();
        assertThat(call.reinvite(sdp("other"))).isTrue();
    }

    @Test
    void crossingOffersAreRefusedAsPending() {
        OutgoingCall call = establish();
        call.reinvite(sdp("mine"));
        calls.get(0).reinvite(sdp("yours"));
        time.advanceMillis(100);
        assertThat(wire.log()).filteredOn("491 INVITE"::equals).hasSize(2);
        assertThat(call.isEstablished()).isTrue();
    }

    @Test
    void sessionIsRefreshedAtHalfTime() {
        establish();
        time.advanceMillis(899_000);
        assertThat(wire.log()).doesNotContain("UPDATE");
        time.advanceMillis(2_000);
        assertThat(wire.log()).endsWith("UPDATE", "200 UPDATE");
        time.advanceMillis(1_800_000);
        assertThat(caller.log()).noneMatch(line -> line.startsWith("ended"));
    }

    @Test
    void transferIsCarriedOutAndReported() {
        establish();
        calls.get(0).transfer("<sip:carol@example.com>");
        time.advanceMillis(100);
        assertThat(caller.log()).last().isEqualTo("transfer to sip:carol@example.com");
        assertThat(callee.log()).last().isEqualTo("transfer 100");
        assertThat(wire.log()).endsWith("REFER", "202 REFER", "NOTIFY", "200 NOTIFY");
    }

    @Test
    void refusedTransferIsReported() {
        establish();
        caller.refuseOffers();
        calls.get(0).transfer("<sip:carol@example.com>");
        time.advanceMillis(100);
        assertThat(callee.log()).last().isEqualTo("transfer 603");
    }

    @Test
    void callReplacesAnother() {
        establish();
        DialogId atAlice = aliceDialog();
        Replaces replaces = Replaces.ofPeerOf(atAlice);
        onCall = call -> call.answer(sdp("second"));
        RecordingCallListener third = new RecordingCallListener();

        alice.replace("sip:bob@127.0.0.1:5002", sdp("third"), replaces, third);
        time.advanceMillis(100);

        assertThat(third.log()).containsExactly("established second");
        assertThat(callee.log()).contains("ended LOCAL");
        assertThat(caller.log()).last().isEqualTo("ended REMOTE");
    }

    @Test
    void reliableRingingIsRepeatedUntilPrack() {
        onCall = call -> {};
        SipMessage invite = AgentContext.parse(request(Method.INVITE, "sip:bob@127.0.0.1", null)
                .header(HeaderName.REQUIRE, "100rel")
                .header(HeaderName.CONTACT, "<sip:alice@127.0.0.1:5001;transport=tcp>")
                .body("application/sdp", sdp("offer"))
                .build());
        wire.left().send(invite, wire.left().peerTarget(), responses(response -> {}));
        time.advanceMillis(10);
        calls.get(0).ring();
        time.advanceMillis(1_000);
        assertThat(wire.log()).filteredOn("180 INVITE"::equals).hasSize(2);

        SipMessage ringing = wire.last("180 INVITE");
        SipMessage prack = AgentContext.parse(request(Method.PRACK, "sip:bob@127.0.0.1", ringing.toTag())
                .cseq(2)
                .header(HeaderName.RACK, ringing.header(HeaderName.RSEQ) + " 1 INVITE")
                .build());
        wire.left().send(prack, wire.left().peerTarget(), responses(response -> {}));
        time.advanceMillis(30_000);

        assertThat(wire.log()).last().isEqualTo("200 PRACK");
    }

    @Test
    void callerAcknowledgesReliableRinging() {
        onCall = call -> {};
        wire.right().listen(new ScriptedCallee());
        callBob();
        time.advanceMillis(100);
        assertThat(caller.log()).containsExactly("progress 183");
        assertThat(wire.last("PRACK").header(HeaderName.RACK)).isEqualTo("77 1 INVITE");
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 200", "BYE, 481", "SUBSCRIBE, 405", "UPDATE, 481", "MESSAGE, 405"})
    void requestsOutsideOfDialogsAreAnswered(Method method, int status) {
        List<Integer> statuses = new ArrayList<>();
        SipMessage request =
                AgentContext.parse(request(method, "sip:bob@127.0.0.1", null).build());
        wire.left().send(request, wire.left().peerTarget(), responses(r -> statuses.add(r.status())));
        time.advanceMillis(10);
        assertThat(statuses).containsExactly(status);
    }

    @Test
    void unknownDialogAndUnknownExtensionAreRefused() {
        List<String> answers = new ArrayList<>();
        Signalling.ResponseListener heard =
                responses(r -> answers.add(r.status() + " " + r.header(HeaderName.UNSUPPORTED)));
        wire.left()
                .send(
                        AgentContext.parse(request(Method.INVITE, "sip:bob@127.0.0.1", "stranger")
                                .build()),
                        wire.left().peerTarget(),
                        heard);
        wire.left()
                .send(
                        AgentContext.parse(request(Method.INVITE, "sip:bob@127.0.0.1", null)
                                .header(HeaderName.REQUIRE, "teleport, timer")
                                .build()),
                        wire.left().peerTarget(),
                        heard);
        time.advanceMillis(10);
        assertThat(answers).containsExactly("481 null", "420 teleport");
    }

    private DialogId aliceDialog() {
        SipMessage answer = wire.last("200 INVITE");
        return DialogId.ofResponse(answer);
    }

    private OutgoingCall callBob() {
        return alice.call("sip:bob@127.0.0.1:5002", sdp("offer"), caller);
    }

    private OutgoingCall establish() {
        OutgoingCall call = callBob();
        time.advanceMillis(100);
        calls.get(0).answer(sdp("answer"));
        time.advanceMillis(100);
        return call;
    }

    private UserAgent agent(String user, Signalling signalling, Target peer) {
        Account account = new Account(user, "127.0.0.1", "secret", peer, List.of(), "test");
        return new UserAgent(signalling, account, time, new Identifiers(new Random(user.hashCode())), new Incoming());
    }

    private static RequestBuilder request(Method method, String uri, String toTag) {
        return RequestBuilder.of(method, uri)
                .from("<sip:alice@127.0.0.1>;tag=x")
                .to('<' + uri + '>' + (toTag == null ? "" : ";tag=" + toTag))
                .callId("c1");
    }

    private static byte[] sdp(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Signalling.ResponseListener responses(Consumer<SipMessage> consumer) {
        return new Signalling.ResponseListener() {
            @Override
            public void response(SipMessage response) {
                consumer.accept(response);
            }

            @Override
            public void failed(Failure failure) {
                throw new AssertionError(failure);
            }
        };
    }

    /** Bob's decisions. */
    private final class Incoming implements UserAgent.IncomingListener {
        @Override
        public Optional<CallListener> incoming(SipMessage invite) {
            return busy ? Optional.empty() : Optional.of(callee);
        }

        @Override
        public void ready(IncomingCall call) {
            calls.add(call);
            onCall.accept(call);
        }
    }

    /** Sends a reliable 183 and nothing else. */
    private static final class ScriptedCallee implements Signalling.RequestListener {
        @Override
        public void request(Signalling.ReceivedRequest received) {
            if (received.request().method() == Method.INVITE) {
                received.respond(ResponseBuilder.of(received.request(), 183)
                        .toTag("b")
                        .header(HeaderName.CONTACT, "<sip:bob@127.0.0.1:5002;transport=tcp>")
                        .header(HeaderName.REQUIRE, "100rel")
                        .header(HeaderName.RSEQ, "77"));
            }
        }

        @Override
        public void ack(SipMessage ack) {
            throw new AssertionError("nothing was answered");
        }

        @Override
        public void cancelled(Signalling.ReceivedRequest invite) {
            throw new AssertionError("nobody cancels");
        }

        @Override
        public void flowClosed(Target peer) {
            throw new AssertionError("the wire holds");
        }
    }
}
