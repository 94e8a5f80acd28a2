package org.breakwater.script.module.tm;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Method;
import org.junit.jupiter.api.Test;

/** Replies of sl, with and without transactions. */
class SlScriptTest {

    private static final String BOB = "sip:bob@10.0.0.2";

    @Test
    void statelessReplyKeepsNoTransactionAndItsAckEndsHere() {
        ScriptBed bed = new ScriptBed("request_route { sl_send_reply(\"404\", \"Not Here\"); }").send("INVITE", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 404 Not Here");
        assertThat(bed.layer.table(bed.server.worker()).serverCount()).isZero();
        String tag = bed.alice.last().toTag();
        bed.alice.send(
                bed.server,
                TransportProtocol.TCP,
                ScriptBed.text("ACK", BOB, "z9hG4bKa")
                        .replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=" + tag));
        bed.network.settle();
        assertThat(bed.log.lines()).containsExactly("0 filtered ACK\n");
    }

    @Test
    void retransmissionOfStatelesslyAnsweredRequestGetsTheSameTag() {
        ScriptBed bed = new ScriptBed("request_route { sl_send_reply(\"404\", \"Not Here\"); }").send("INVITE", BOB);
        String first = bed.alice.last().toTag();
        bed.send("INVITE", BOB);
        assertThat(bed.alice.last().toTag()).isEqualTo(first);
    }

    @Test
    void sendReplyUsesTheTransaction() {
        ScriptBed bed = new ScriptBed("""
                request_route {
                    t_newtran();
                    send_reply("405", "By send_reply");
                    xlog("PROBE $rc\\n");
                    t_reply("500", "Second");
                    xlog("PROBE $rc\\n");
                }""").send("OPTIONS", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 405 By send_reply");
        assertThat(bed.probes()).containsExactly("1", "-1");
    }

    @Test
    void textualStatusInVariableGivesTheDefault() {
        ScriptBed bed = new ScriptBed("""
                request_route { $var(c) = "486"; sl_send_reply($var(c), "Busy"); }""").send("OPTIONS", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 500 Busy");
    }

    @Test
    void numericStatusInVariableIsUsed() {
        ScriptBed bed = new ScriptBed("""
                request_route { $var(c) = 486; sl_send_reply($var(c), "Busy"); }""").send("OPTIONS", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 486 Busy");
    }

    @Test
    void errorReplyTellsThatSomethingFailed() {
        ScriptBed bed = new ScriptBed("request_route { sl_reply_error(); }").send("OPTIONS", BOB);
        assertThat(bed.answers()).containsExactly("SIP/2.0 500 I'm terribly sorry, server error occurred (1/SL)");
    }

    @Test
    void queuedHeadersAndServerFieldAreInReplies() {
        ScriptBed bed = new ScriptBed("""
                server_header="Server: test/1"
                request_route { append_to_reply("X-Why: because\\r\\n"); sl_send_reply("403", "No"); }""").send("OPTIONS", BOB);
        assertThat(bed.alice.last().header("X-Why")).isEqualTo("because");
        assertThat(bed.alice.last().header("Server")).isEqualTo("test/1");
    }

    @Test
    void ackIsNeverAnswered() {
        ScriptBed bed = new ScriptBed("request_route { sl_send_reply(\"404\", \"No\"); }").send("ACK", BOB);
        assertThat(bed.answers()).isEmpty();
    }

    @Test
    void strayReplyIsForwardedByItsVia() {
        ScriptBed bed = new ScriptBed("request_route { exit; }");
        bed.bob.send(
                bed.server,
                TransportProtocol.TCP,
                "SIP/2.0 200 OK\r\n"
                        + "Via: SIP/2.0/TCP 10.0.0.9:5060;branch=z9hG4bKgone\r\n"
                        + "Via: SIP/2.0/TCP 10.0.0.1:5060;branch=z9hG4bKa\r\n"
                        + "From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\n"
                        + "Call-ID: call-2\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
        bed.network.settle();
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK");
        assertThat(bed.alice.last().toString()).doesNotContain("z9hG4bKgone");
    }

    @Test
    void strayReplyWithForeignViaIsDropped() {
        ScriptBed bed = new ScriptBed("request_route { exit; }");
        bed.bob.send(
                bed.server,
                TransportProtocol.TCP,
                "SIP/2.0 200 OK\r\n"
                        + "Via: SIP/2.0/TCP 10.9.9.9:5060;branch=z9hG4bKgone\r\n"
                        + "Via: SIP/2.0/TCP 10.0.0.1:5060;branch=z9hG4bKa\r\n"
                        + "From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\n"
                        + "Call-ID: call-2\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
        bed.network.settle();
        assertThat(bed.answers()).isEmpty();
    }

    @Test
    void ownBranchIsCancelledFromReplyRoute() {
        ScriptBed bed = new ScriptBed("""
                request_route { append_branch("sip:carol@10.0.0.3"); t_on_reply("R"); t_relay(); }
                onreply_route[R] { if ($rs == 183) t_cancel_branches("others"); }""").send("INVITE", BOB);
        bed.answer(bed.carol, 180);
        bed.answer(bed.bob, 183);
        assertThat(bed.carol.last().method()).isEqualTo(Method.CANCEL);
        assertThat(bed.bob.last().method()).isEqualTo(Method.INVITE);
    }
}
