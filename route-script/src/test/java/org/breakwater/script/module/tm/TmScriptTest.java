package org.breakwater.script.module.tm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class TmScriptTest {

    private static final String BOB = "sip:bob@10.0.0.2";

    @Test
    void relayedCallPassesAllReplies() {
        ScriptBed bed = new ScriptBed("request_route { t_relay(); exit; }").send("INVITE", BOB);
        bed.answer(bed.bob, 100);
        bed.answer(bed.bob, 180);
        bed.answer(bed.bob, 200);
        assertThat(bed.answers())
                .containsExactly(
                        "SIP/2.0 100 trying -- your call is important to us", "SIP/2.0 180 Ringing", "SIP/2.0 200 OK");
        assertThat(bed.bob.received()).hasSize(1);
    }

    @Test
    void retransmissionIsAbsorbed() {
        ScriptBed bed = new ScriptBed("""
                request_route { xlog("PROBE script\\n"); t_check_trans(); xlog("PROBE new\\n"); t_relay(); }""");
        bed.send("INVITE", BOB).send("INVITE", BOB);
        assertThat(bed.probes()).containsExactly("script", "new", "script");
        assertThat(bed.bob.received()).hasSize(1);
        assertThat(bed.answers()).hasSize(2).allMatch(a -> a.startsWith("SIP/2.0 100"));
    }

    @Test
    void precheckSeesRetransmission() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    if (t_precheck_trans()) { xlog("PROBE again\\n"); t_check_trans(); exit; }
                    t_check_trans();
                    xlog("PROBE new\\n");
                    t_newtran();
                    t_reply("180", "Ringing");
                    t_release();
                    t_suspend();
                }""");
        bed.send("INVITE", BOB).send("INVITE", BOB);
        assertThat(bed.probes()).containsExactly("new", "again");
        assertThat(bed.answers()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 180 Ringing");
    }

    @Test
    void branchRouteChangesItsBranchOnly() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    append_hf("X-All: 1\\r\\n");
                    append_branch("sip:carol@10.0.0.3");
                    t_on_branch("B");
                    t_relay();
                }
                branch_route[B] {
                    xlog("PROBE $T_branch_idx $rU\\n");
                    append_hf("X-Branch: $T_branch_idx\\r\\n");
                    if ($T_branch_idx == 1) $rU = "karla";
                }""").send("INVITE", BOB);
        assertThat(bed.probes()).containsExactly("0 bob", "1 carol");
        assertThat(bed.bob.last().header("X-Branch")).isEqualTo("0");
        assertThat(bed.bob.last().header("X-All")).isEqualTo("1");
        assertThat(bed.carol.last().header("X-Branch")).isEqualTo("1");
        assertThat(bed.carol.last().requestUriText()).isEqualTo("sip:karla@10.0.0.3");
        assertThat(bed.carol.last().toString()).containsOnlyOnce("X-Branch");
    }

    @Test
    void droppedBranchIsNotSent() {
        ScriptBed bed = new ScriptBed("""
                request_route { append_branch("sip:carol@10.0.0.3"); t_on_branch("B"); t_relay(); }
                branch_route[B] { xlog("PROBE $T_branch_idx\\n"); if ($rU == "bob") drop; }""").send("INVITE", BOB);
        assertThat(bed.probes()).containsExactly("0", "0");
        assertThat(bed.bob.received()).isEmpty();
        assertThat(bed.carol.received()).hasSize(1);
    }

    @Test
    void allBranchesDroppedIsAnswered500AtTheEnd() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_on_branch("B"); if (!t_relay()) xlog("PROBE failed\\n"); }
                branch_route[B] { drop; }""").send("OPTIONS", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 500 I'm terribly sorry, server error occurred (6/TM)");
        assertThat(bed.probes()).containsExactly("failed");
    }

    @Test
    void unresolvableDestinationIsAnswered478() {
        ScriptBed bed = new ScriptBed("request_route { t_relay(); }").send("OPTIONS", "sip:x@nowhere.example");
        assertThat(bed.answers()).containsExactly("SIP/2.0 478 Unresolvable destination (478/TM)");
    }

    @Test
    void errorIsNotAnsweredWhenTheScriptHasAnswered() {
        ScriptBed bed = new ScriptBed("""
                request_route { if (!t_relay()) { xlog("PROBE $rc\\n"); t_reply("404", "Mine"); } }""").send("OPTIONS", "sip:x@nowhere.example");
        assertThat(bed.probes()).containsExactly("-478");
        assertThat(bed.answers()).containsExactly("SIP/2.0 404 Mine");
    }

    @Test
    void otherSchemeIsAnswered478() {
        ScriptBed bed = new ScriptBed("request_route { t_relay(); }").send("OPTIONS", "tel:+4930");
        assertThat(bed.answers()).containsExactly("SIP/2.0 478 Unresolvable destination (478/TM)");
    }

    @Test
    void replyRouteMayDropProvisionalRepliesOnly() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_on_reply("R"); t_relay(); }
                onreply_route[R] { xlog("PROBE $rs $T_branch_idx $T_req($rU)\\n"); drop; }""").send("INVITE", BOB);
        bed.answer(bed.bob, 180);
        bed.answer(bed.bob, 486);
        assertThat(bed.probes()).containsExactly("180 0 bob", "486 0 bob");
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 486 Busy Here");
        assertThat(bed.answers()).hasSize(2);
    }

    @Test
    void coreReplyRouteRunsFirstAndItsChangesGoUpstream() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_on_reply("R"); t_relay(); }
                reply_route { xlog("PROBE core\\n"); append_hf("X-Core: 1\\r\\n"); }
                onreply_route[R] { xlog("PROBE tm\\n"); append_hf("X-Tm: 1\\r\\n"); }""").send("INVITE", BOB);
        bed.answer(bed.bob, 180);
        assertThat(bed.probes()).containsExactly("core", "tm");
        assertThat(bed.alice.last().header("X-Core")).isEqualTo("1");
        assertThat(bed.alice.last().header("X-Tm")).isEqualTo("1");
    }

    @Test
    void replyDroppedByCoreRouteIsNotSeenByTransaction() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_relay(); }
                reply_route { if ($rs == 200) drop; }""").send("INVITE", BOB);
        bed.answer(bed.bob, 200);
        assertThat(bed.answers()).hasSize(1);
    }

    @Test
    void failureRouteSeesOriginalRequestAndTriesAgain() {
        ScriptBed bed = new ScriptBed("""
                request_route { $avp(n) = 1; t_on_failure("F"); t_relay(); }
                failure_route[F] {
                    xlog("PROBE $avp(n) $rU $T_reply_code $T_rpl($rr)\\n");
                    $avp(n) = $avp(n) + 1;
                    if ($avp(n) > 2) exit;
                    $ru = "sip:carol@10.0.0.3";
                    t_on_failure("F");
                    t_relay();
                }""").send("INVITE", BOB);
        bed.answer(bed.bob, 486);
        bed.answer(bed.carol, 404);
        assertThat(bed.probes()).containsExactly("1 bob 486 Busy Here", "2 bob 404 Not Found");
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 404 Not Found");
    }

    @Test
    void failureRouteMayAnswerItself() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_on_failure("F"); t_relay(); }
                failure_route[F] {
                    if (t_check_status("4[0-9][0-9]")) { t_reply("600", "Really Busy"); xlog("PROBE $rc\\n"); }
                }""").send("INVITE", BOB);
        bed.answer(bed.bob, 486);
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 600 Really Busy");
        assertThat(bed.probes()).containsExactly("1");
    }

    @Test
    void relayInFailureRouteWithoutNewDestinationFails() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_on_failure("F"); t_relay(); }
                failure_route[F] { if (!t_relay()) xlog("PROBE failed\\n"); }""").send("INVITE", BOB);
        bed.answer(bed.bob, 486);
        assertThat(bed.probes()).containsExactly("failed");
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 486 Busy Here");
    }

    @Test
    void branchFailureRouteReplacesOneBranch() {
        ScriptBed bed = new ScriptBed("""
                request_route { append_branch("sip:carol@10.0.0.3"); t_on_branch_failure("B"); t_relay(); }
                event_route[tm:branch-failure:B] {
                    xlog("PROBE $T_reply_code $T_branch_idx\\n");
                    append_branch("sip:dave@10.0.0.4");
                    t_relay();
                }""").send("INVITE", BOB);
        bed.answer(bed.bob, 486);
        assertThat(bed.probes()).containsExactly("486 0");
        bed.answer(bed.dave, 200);
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 200 OK");
    }

    @Test
    void cancelOfRingingCall() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    if ($rm == "CANCEL") {
                        if (t_check_trans()) { xlog("PROBE $T_inv($rm)\\n"); t_relay(); }
                        exit;
                    }
                    t_on_failure("F");
                    t_relay();
                }
                failure_route[F] { if (t_is_canceled()) { xlog("PROBE cancelled\\n"); exit; } }""").send("INVITE", BOB);
        bed.answer(bed.bob, 180);
        bed.send("CANCEL", BOB, "Reason: SIP;cause=200;text=\"Elsewhere\"");
        assertThat(bed.bob.last().method()).isEqualTo(Method.CANCEL);
        assertThat(bed.bob.last().header("Reason")).isEqualTo("SIP;cause=200;text=\"Elsewhere\"");
        bed.answer(bed.bob, Method.CANCEL, 200);
        bed.answer(bed.bob, 487);
        assertThat(bed.answers().subList(1, 4))
                .containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 canceling", "SIP/2.0 487 Request Terminated");
        assertThat(bed.probes()).containsExactly("INVITE", "cancelled");
    }

    @Test
    void cancelWithoutInviteIsUnknown() {
        ScriptBed bed = new ScriptBed("""
                request_route { if (t_check_trans()) xlog("PROBE known\\n"); else xlog("PROBE unknown\\n"); }""");
        bed.send("CANCEL", BOB);
        assertThat(bed.probes()).containsExactly("unknown");
        assertThat(bed.answers()).isEmpty();
    }

    @Test
    void ackOfFailureIsAbsorbedAndAckOfSuccessForwarded() {
        String script = """
                request_route {
                    xlog("PROBE $rm\\n");
                    if ($rm == "ACK") { if (t_check_trans()) xlog("PROBE end to end\\n"); }
                    t_relay();
                }""";
        ScriptBed failed = new ScriptBed(script).send("INVITE", BOB);
        failed.answer(failed.bob, 486);
        failed.send("ACK", BOB);
        assertThat(failed.probes()).containsExactly("INVITE", "ACK");
        assertThat(failed.bob.received()).extracting(SipMessage::method).containsExactly(Method.INVITE, Method.ACK);

        ScriptBed answered = new ScriptBed(script).send("INVITE", BOB);
        answered.answer(answered.bob, 200);
        answered.alice.send(answered.server, TransportProtocol.TCP, ScriptBed.text("ACK", BOB, "z9hG4bKother"));
        answered.network.settle();
        assertThat(answered.probes()).containsExactly("INVITE", "ACK");
        assertThat(answered.bob.last().method()).isEqualTo(Method.ACK);
    }

    @Test
    void silentCalleeTimesOutByScriptTimer() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_set_fr(20000, 2000); t_on_failure("F"); t_relay(); }
                failure_route[F] {
                    xlog("PROBE $T_reply_code\\n");
                    if (t_any_timeout()) xlog("PROBE timeout\\n");
                    if (t_branch_timeout()) xlog("PROBE branch timeout\\n");
                }""").send("INVITE", BOB);
        bed.network.time().advanceMillis(2_100);
        assertThat(bed.probes()).containsExactly("408", "timeout", "branch timeout");
        assertThat(bed.answers().get(1)).isEqualTo("SIP/2.0 408 Request Timeout");
    }

    @Test
    void ringingCalleeTimesOutByInviteTimer() {
        ScriptBed bed = new ScriptBed("request_route { t_set_fr(5000); t_relay(); }").send("INVITE", BOB);
        bed.answer(bed.bob, 180);
        bed.network.time().advanceMillis(5_100);
        assertThat(bed.bob.last().method()).isEqualTo(Method.CANCEL);
        assertThat(bed.answers().get(2)).isEqualTo("SIP/2.0 408 Request Timeout");
    }

    @Test
    void contactsAreTriedByPreference() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    append_branch("sip:carol@10.0.0.3", "0.2");
                    append_branch("sip:dave@10.0.0.4", "0.7");
                    t_load_contacts();
                    t_next_contacts();
                    t_on_failure("F");
                    t_relay();
                }
                failure_route[F] {
                    xlog("PROBE $T_reply_code\\n");
                    if (t_next_contacts()) { t_on_failure("F"); t_relay(); } else xlog("PROBE end\\n");
                }""").send("INVITE", BOB);
        bed.answer(bed.dave, 404);
        assertThat(bed.bob.received()).isEmpty();
        bed.answer(bed.carol, 480);
        bed.answer(bed.bob, 486);
        assertThat(bed.probes()).containsExactly("404", "480", "486", "end");
    }

    @Test
    void suspendedTransactionGoesOnInAnotherRoute() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    if ($rm == "INVITE") {
                        t_newtran();
                        $shv(i) = $T(id_index);
                        $shv(l) = $T(id_label);
                        t_suspend();
                        exit;
                    }
                    t_continue("$shv(i)", "$shv(l)", "GO");
                    sl_send_reply("200", "Going");
                }
                route[GO] { xlog("PROBE $rm $rU\\n"); t_relay(); }""").send("INVITE", BOB);
        assertThat(bed.bob.received()).isEmpty();
        bed.alice.send(bed.server, TransportProtocol.TCP, ScriptBed.text("OPTIONS", "sip:go@10.0.0.9", "z9hG4bKopt"));
        bed.network.settle();
        assertThat(bed.probes()).containsExactly("INVITE bob");
        bed.answer(bed.bob, 200);
        assertThat(bed.answers()).last().isEqualTo("SIP/2.0 200 OK");
    }

    @Test
    void onsendRouteSeesWhereTheRequestGoesAndMayDropIt() {
        ScriptBed bed = new ScriptBed("""
                request_route { t_relay(); }
                onsend_route { xlog("PROBE $sndto(ip):$sndto(port)\\n"); if ($rU == "evil") drop; }""");
        bed.send("OPTIONS", BOB);
        assertThat(bed.probes()).containsExactly("10.0.0.2:5060");
        assertThat(bed.bob.received()).hasSize(1);
    }

    @Test
    void transactionWithoutReplyIsGivenUpWhenTheScriptEnds() {
        ScriptBed bed = new ScriptBed("request_route { t_newtran(); }").send("INVITE", BOB);
        assertThat(bed.layer.table(bed.server.worker()).serverCount()).isZero();
    }

    @Test
    void listenersHearOfACallFromBeginningToEnd() {
        ScriptBed bed = new ScriptBed("request_route { t_relay(); }");
        List<String> heard = new ArrayList<>();
        bed.tm.addListener(new TransactionListener() {
            @Override
            public void created(ScriptTransaction t, ScriptContext ctx) {
                heard.add("created " + t.request().methodName());
            }

            @Override
            public void forwarding(ScriptTransaction t, ScriptContext ctx) {
                heard.add("forwarding " + ctx.requestUri());
            }

            @Override
            public void replyReceived(ScriptTransaction t, int branch, int status, SipMessage reply) {
                heard.add("received " + status + " on " + branch);
            }

            @Override
            public void replied(ScriptTransaction t, int status, String reason, SipMessage reply) {
                heard.add("replied " + status + (reply == null ? " here" : ""));
            }

            @Override
            public void acknowledged(ScriptTransaction t, SipMessage ack) {
                heard.add("acknowledged");
            }

            @Override
            public void ended(ScriptTransaction t) {
                heard.add("ended");
            }
        });
        bed.send("INVITE", BOB);
        bed.answer(bed.bob, 486);
        bed.send("ACK", BOB);
        assertThat(heard)
                .containsExactly(
                        "created INVITE",
                        "replied 100 here",
                        "forwarding sip:bob@10.0.0.2",
                        "received 486 on 0",
                        "replied 486",
                        "acknowledged",
                        "ended");
    }

    @Test
    void requestMadeHereIsSentAndItsReplyTold() {
        ScriptBed bed = new ScriptBed("""
                request_route { exit; }
                event_route[tm:local-request] { xlog("PROBE $rm\\n"); append_hf("X-Local: 1\\r\\n"); }""");
        List<LocalReply> replies = new ArrayList<>();
        bed.tm.send(LocalRequest.of("OPTIONS", BOB, "sip:server@10.0.0.9", "X-Ping: 1\r\n", ""), replies::add);
        bed.network.settle();
        assertThat(bed.bob.last().header("X-Ping")).isEqualTo("1");
        assertThat(bed.bob.last().header("X-Local")).isEqualTo("1");
        assertThat(bed.bob.last().fromTag()).isNotEmpty();
        bed.answer(bed.bob, Method.OPTIONS, 200);
        assertThat(replies).extracting(LocalReply::status).containsExactly(200);
        assertThat(bed.probes()).containsExactly("OPTIONS");
    }

    @Test
    void requestMadeHereToDeadHostIsTold503() {
        ScriptBed bed = new ScriptBed("request_route { exit; }");
        bed.network.kill(bed.bob.address());
        List<LocalReply> replies = new ArrayList<>();
        bed.tm.send(LocalRequest.of("OPTIONS", BOB, "sip:server@10.0.0.9", "", ""), replies::add);
        bed.network.settle();
        assertThat(replies).extracting(LocalReply::status).containsExactly(503);
    }
}
