package org.breakwater.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class ProxyTransactionTest {

    private final ProxyFixture f = new ProxyFixture();

    @Test
    void callIsForwardedAndAnswered() throws Exception {
        SipMessage invite = f.invite();
        assertThat(invite.requestUriText()).isEqualTo("sip:bob@10.0.0.2");
        assertThat(invite.topVia().host()).isEqualTo("10.0.0.9");
        assertThat(invite.toString()).contains(";received=10.0.0.1;rport=");

        f.answer(f.bob, invite, 100);
        f.answer(f.bob, invite, 180);
        f.answer(f.bob, invite, 200);

        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK");
        assertThat(f.alice.last().topVia().host()).isEqualTo("10.0.0.1");
        assertThat(f.alice.last().toTag()).isEqualTo("tag-" + f.bob.address());
    }

    @Test
    void repeatedSuccessPassesThroughTheTransactionAndAfterIt() {
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 200);
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.received()).hasSize(2);
        assertThat(f.events).isEmpty();
        f.network.time().advanceMillis(33_000);
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.received()).hasSize(3);
        assertThat(f.events).containsExactly("ended", "stray 200");
        assertThat(f.table.serverCount() + f.table.clientCount()).isZero();
    }

    @Test
    void firstSuccessCancelsTheOtherBranches() {
        f.callees = List.of(f.bob, f.carol);
        f.invite();
        SipMessage toBob = f.bob.last();
        SipMessage toCarol = f.carol.last();
        f.answer(f.carol, toCarol, 180);
        f.answer(f.bob, toBob, 200);

        SipMessage cancel = f.carol.last();
        assertThat(cancel.method()).isEqualTo(Method.CANCEL);
        assertThat(cancel.header("Reason")).isEqualTo("SIP;cause=200;text=\"Call completed elsewhere\"");
        f.answer(f.carol, cancel, 200);
        f.answer(f.carol, toCarol, 487);
        assertThat(f.carol.last().method()).isEqualTo(Method.ACK);
        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK");
    }

    @Test
    void branchWithoutReplyIsCancelledOnceItRings() {
        f.callees = List.of(f.bob, f.carol);
        f.invite();
        SipMessage toCarol = f.carol.last();
        f.answer(f.bob, f.bob.last(), 200);
        assertThat(f.carol.received()).hasSize(1);
        f.answer(f.carol, toCarol, 180);
        assertThat(f.carol.last().method()).isEqualTo(Method.CANCEL);
    }

    @Test
    void bestReplyOfAllBranchesIsPassedOn() {
        f.callees = List.of(f.bob, f.carol, f.dave);
        f.invite();
        f.answer(f.bob, f.bob.last(), 503);
        f.answer(f.carol, f.carol.last(), 486);
        assertThat(f.alice.received()).isEmpty();
        f.answer(f.dave, f.dave.last(), 404);
        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 404 Not Found");
        assertThat(f.events).containsExactly("failure 404");
    }

    @Test
    void challengesOfAllBranchesAreJoined() {
        f.callees = List.of(f.bob, f.carol);
        f.invite();
        f.answer(f.bob, f.bob.last(), 401, "WWW-Authenticate: Digest realm=\"b\", nonce=\"1\"");
        f.answer(f.carol, f.carol.last(), 407, "Proxy-Authenticate: Digest realm=\"c\", nonce=\"2\"");
        assertThat(f.alice.last().status()).isEqualTo(401);
        assertThat(f.alice.last().header("WWW-Authenticate")).contains("realm=\"b\"");
        assertThat(f.alice.last().header("Proxy-Authenticate")).contains("realm=\"c\"");
    }

    @Test
    void unavailableGoesUpstreamAs500() {
        f.invite();
        f.answer(f.bob, f.bob.last(), 503);
        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 500 Service Unavailable");
    }

    @Test
    void declineEndsTheOtherBranches() {
        f.callees = List.of(f.bob, f.carol);
        f.invite();
        SipMessage toCarol = f.carol.last();
        f.answer(f.carol, toCarol, 180);
        f.answer(f.bob, f.bob.last(), 603);
        assertThat(f.carol.last().method()).isEqualTo(Method.CANCEL);
        f.answer(f.carol, toCarol, 487);
        assertThat(f.alice.last().status()).isEqualTo(603);
    }

    @Test
    void callerCancelsRingingCall() {
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 180);
        f.alice.send(f.node, TransportProtocol.TCP, ProxyFixture.request("CANCEL", "z9hG4bKa"));
        f.network.settle();
        assertThat(f.bob.last().method()).isEqualTo(Method.CANCEL);
        f.answer(f.bob, invite, 487);
        assertThat(f.alice.receivedStartLines())
                .containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated");
        f.alice.send(f.node, TransportProtocol.TCP, ProxyFixture.request("ACK", "z9hG4bKa"));
        f.network.settle();
        assertThat(f.events).containsExactly("failure 487", "ended");
    }

    @Test
    void successThatCrossesCancelWins() {
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 180);
        f.alice.send(f.node, TransportProtocol.TCP, ProxyFixture.request("CANCEL", "z9hG4bKa"));
        f.network.settle();
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.last().status()).isEqualTo(200);
        assertThat(f.alice.last().method()).isEqualTo(Method.INVITE);
    }

    @Test
    void silentBranchTimesOutWith408() {
        f.invite();
        f.network.time().advanceMillis(30_100);
        assertThat(f.alice.last().status()).isEqualTo(408);
        assertThat(f.events).containsExactly("failure 408");
    }

    @Test
    void branchThatOnlyRingsIsCancelledByTimerC() {
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 180);
        f.network.time().advanceMillis(100_000);
        f.answer(f.bob, invite, 180);
        f.network.time().advanceMillis(60_000);
        assertThat(f.alice.received()).noneMatch(m -> m.status() == 408);
        f.network.time().advanceMillis(20_000); // 180 s in all
        assertThat(f.bob.last().method()).isEqualTo(Method.CANCEL);
        assertThat(f.alice.last().status()).isEqualTo(408);
    }

    @Test
    void nextTargetIsTriedWhenConnectionIsRefused() throws Exception {
        f.network.kill(f.carol.address());
        f.extraTargets.add(Target.of(TransportProtocol.TCP, f.carol.address()));
        SipMessage invite = f.invite();
        assertThat(invite.topVia().branch()).startsWith("z9hG4bK");
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.last().status()).isEqualTo(200);
    }

    @Test
    void nextTargetIsTriedOn503WithNewBranch() throws Exception {
        f.extraTargets.add(Target.of(TransportProtocol.TCP, f.carol.address()));
        f.invite();
        String firstBranch = f.carol.last().topVia().branch();
        f.answer(f.carol, f.carol.last(), 503);
        assertThat(f.bob.last().topVia().branch()).isNotEqualTo(firstBranch);
        assertThat(f.alice.received()).isEmpty();
    }

    @Test
    void planBehindIsCarriedOutWhenNoTargetOfTheFirstIsReached() {
        f.before = f.carol;
        f.network.kill(f.carol.address());
        f.settings = new ProxySettings(false, true, true, true, false, true);
        SipMessage invite = f.invite();
        assertThat(invite.requestUriText()).isEqualTo("sip:bob@10.0.0.2");
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.last().status()).isEqualTo(200);
    }

    @Test
    void planBehindIsNotNeededWhenTheFirstAnswers() {
        f.before = f.carol;
        f.invite();
        f.answer(f.carol, f.carol.last(), 404);
        assertThat(f.bob.received()).isEmpty();
        assertThat(f.alice.last().status()).isEqualTo(404);
    }

    @Test
    void statelessRequestTakesThePlanBehindToo() throws Exception {
        f.invite();
        f.before = f.carol;
        f.network.kill(f.carol.address());
        SipMessage ack = SipMessage.parse(Octets.bytes(ProxyFixture.request("ACK", "z9hG4bKb")), ParseLimits.DEFAULT);
        f.stateless.request(f.plan(ack, f.node.lastFlow(), f.bob), f.node.worker(), SendOutcome.IGNORED);
        f.network.settle();
        assertThat(f.bob.last().method()).isEqualTo(Method.ACK);
    }

    @Test
    void deadDestinationGives500AfterConnectFails() {
        f.network.kill(f.bob.address());
        f.invite();
        assertThat(f.events).containsExactly("failure 503");
        assertThat(f.alice.last().status()).isEqualTo(500);
    }

    @Test
    void destinationWithoutSocketFailsAtOnce() {
        f.extraTargets.clear();
        f.timers = new BranchTimers(30_000, 120_000, true, 180_000);
        f.alice.send(f.node, TransportProtocol.TCP, ProxyFixture.request("OPTIONS", "z9hG4bKa"));
        f.network.settle();
        SipMessage options = f.bob.last();
        assertThat(options.method()).isEqualTo(Method.OPTIONS);
        f.extraTargets.add(Target.of(TransportProtocol.WS, new InetSocketAddress("10.0.0.7", 80)));
        RelayedReply failure = f.forward(List.of());
        assertThat(failure.status()).isEqualTo(500);
        assertThat(f.proxy.branches()).hasSize(1);
    }

    @Test
    void failureHookCanTryAnotherDestination() {
        f.onFailure = t -> {
            if (t.branches().size() == 1) {
                t.dropReplies();
                f.forward(List.of(f.carol));
            }
        };
        f.invite();
        f.answer(f.bob, f.bob.last(), 486);
        assertThat(f.alice.received()).isEmpty();
        f.answer(f.carol, f.carol.last(), 500);
        assertThat(f.alice.last().status()).isEqualTo(500);
        assertThat(f.events).containsExactly("failure 486", "failure 500");
    }

    @Test
    void replyWaitsWhileAnEarlierOneIsLookedAt() {
        ArrayDeque<Runnable> held = new ArrayDeque<>();
        f.holdReply = held::add;
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 180);
        f.answer(f.bob, invite, 200);
        assertThat(held).hasSize(1);
        held.poll().run();
        f.network.settle();
        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 180 Ringing");
        held.poll().run();
        f.network.settle();
        assertThat(f.alice.receivedStartLines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK");
    }

    @Test
    void lateSuccessAfterFinalFailureStillGoesUpstream() {
        f.callees = List.of(f.bob);
        SipMessage invite = f.invite();
        f.answer(f.bob, invite, 180);
        f.proxy.reply(480, "Gone", f.localReply(f.proxy, 480, "Gone"));
        f.network.settle();
        f.answer(f.bob, invite, 200);
        assertThat(f.alice.received()).extracting(SipMessage::status).containsExactly(180, 480, 200);
    }
}
