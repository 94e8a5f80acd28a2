package org.breakwater.script.module.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class DialogTest {

    private final ManualTime time = new ManualTime();
    private final RecordingSignalling signalling = new RecordingSignalling();
    private final FakeRuntime runtime = new FakeRuntime(time);
    private final DialogModule module = new DialogModule(signalling, time, null);
    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC), new RrModule(), module)
            .route(new FakeRuntime.Named("LATE", RouteKind.ROUTE))
            .parameter("dialog", "dlg_match_mode", 1)
            .parameter("dialog", "profiles_with_value", "caller ; callee")
            .parameter("dialog", "profiles_no_value", "calls")
            .parameter("dialog", "default_timeout", 100)
            .parameter("dialog", "dlg_flag", 4)
            .parameter("dialog", "timeout_avp", "$avp(limit)")
            .start();
    private final ScriptContext invite = request("INVITE", "f", "alice", "", "bob", "");

    DialogTest() {
        module.running(runtime);
    }

    private record Transaction(ScriptContext ctx, int lastStatus) implements ScriptTransaction {
        @Override
        public TransactionScope scope() {
            return ctx.scope();
        }

        @Override
        public SipMessage request() {
            return ctx.message();
        }

        @Override
        public boolean isCanceled() {
            return false;
        }
    }

    private static ScriptContext request(
            String method, String fromTag, String from, String toTag, String to, String more) {
        return ScriptContexts.request(method + " sip:" + to + "@home.example SIP/2.0\n"
                + "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\n"
                + "From: <sip:" + from + "@home.example>;tag=" + fromTag + "\n"
                + "To: <sip:" + to + "@home.example>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\n"
                + "Call-ID: c1\nCSeq: 7 " + method + "\nContact: <sip:" + from + "@192.0.2.7>\n" + more
                + "Content-Length: 0\n\n");
    }

    private static SipMessage reply(int status) {
        return ScriptContexts.message("SIP/2.0 " + status + " X\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\n"
                + "Record-Route: <sip:10.9.9.9;lr>\n"
                + "From: <sip:alice@home.example>;tag=f\nTo: <sip:bob@home.example>;tag=t\nCall-ID: c1\n"
                + "CSeq: 7 INVITE\nContact: <sip:bob@192.0.2.8:5062>\nContent-Length: 0\n\n");
    }

    private TransactionListener listener() {
        return signalling.listeners().get(0);
    }

    /** A 2xx passes for an INVITE. */
    static void answer(TransactionListener listener, ScriptContext invite, SipMessage reply) {
        listener.replied(new Transaction(invite, 200), 200, "OK", reply);
    }

    private void replied(int... statuses) {
        for (int status : statuses) {
            listener().replied(new Transaction(invite, status), status, "X", reply(status));
        }
    }

    private void establish() {
        assertThat(bench.call(invite, "dlg_manage")).isEqualTo(1);
        replied(180, 200);
        listener()
                .acknowledged(
                        new Transaction(invite, 200),
                        request("ACK", "f", "alice", "t", "bob", "").message());
    }

    private String state(ScriptContext ctx) {
        return bench.print(ctx, "$dlg(state)");
    }

    private void pass(int seconds) {
        time.advanceMillis(seconds * 1000L);
        runtime.repeated.run();
    }

    @Test
    void dialogGoesThroughItsStatesAndEndsWithBye() {
        assertThat(state(invite)).isEqualTo("<null>");
        assertThat(bench.call(invite, "dlg_manage")).isEqualTo(1);
        assertThat(state(invite)).isEqualTo("1");
        replied(180);
        assertThat(state(invite)).isEqualTo("2");
        replied(200);
        assertThat(state(invite)).isEqualTo("3");
        assertThat(runtime.ran).containsExactly("dialog:start");
        ScriptContext ack = request("ACK", "f", "alice", "t", "bob", "");
        assertThat(bench.call(ack, "dlg_manage")).isEqualTo(1);
        assertThat(bench.print(ack, "$DLG_status $DLG_count")).isEqualTo("4 1");
        time.advanceMillis(5 * 1000L);
        ScriptContext bye = request("BYE", "t", "bob", "f", "alice", "");
        assertThat(bench.call(bye, "dlg_manage")).isEqualTo(1);
        assertThat(bench.print(bye, "$DLG_status $DLG_count $DLG_lifetime $dlg_ctx(dir)"))
                .isEqualTo("5 0 5 upstream");
        assertThat(runtime.ran).containsExactly("dialog:start", "dialog:end");
        assertThat(bench.call(request("INFO", "f", "alice", "t", "bob", ""), "is_known_dlg"))
                .isEqualTo(-1);
    }

    @Test
    void failedCallRaisesFailedOnceAndIsForgotten() {
        bench.call(invite, "dlg_manage");
        replied(180, 486, 486);
        assertThat(runtime.ran).containsExactly("dialog:failed");
        assertThat(bench.print(invite, "$DLG_count")).isEqualTo("0");
    }

    @Test
    void flagOnTheInviteBeginsADialogWhenTheTransactionIsMade() {
        invite.scope().setFlags(1 << 4);
        listener().created(new Transaction(invite, 0), invite);
        assertThat(state(invite)).isEqualTo("1");
    }

    @Test
    void onlyAnInitialInviteBeginsADialog() {
        assertThat(bench.call(request("OPTIONS", "f", "alice", "", "bob", ""), "dlg_manage"))
                .isEqualTo(-1);
        assertThat(bench.call(request("INVITE", "f", "alice", "t", "bob", ""), "dlg_manage"))
                .isEqualTo(1);
        assertThat(bench.print(invite, "$DLG_count")).isEqualTo("0");
    }

    @Test
    void spiralIsTheSameDialog() {
        bench.call(invite, "dlg_manage");
        ScriptContext again = request("INVITE", "f", "alice", "", "bob", "");
        assertThat(bench.call(again, "dlg_manage")).isEqualTo(1);
        assertThat(bench.print(again, "$dlg(h_id)")).isEqualTo(bench.print(invite, "$dlg(h_id)"));
        assertThat(bench.call(invite, "dlg_manage")).isEqualTo(-1);
    }

    @Test
    void variablesAndFlagsLiveWithTheDialogEvenWhenSetBeforeIt() {
        bench.assign(invite, "$dlg_var(who)", Value.of("x"));
        bench.call(invite, "dlg_setflag", "3");
        establish();
        bench.assign(invite, "$dlg_var(n)", Value.of(5));
        ScriptContext info = request("INFO", "t", "bob", "f", "alice", "");
        assertThat(bench.print(info, "$dlg_var(who) $dlg_var(n) $dlg_var(none)"))
                .isEqualTo("x 5 <null>");
        assertThat(bench.call(info, "dlg_isflagset", "3")).isEqualTo(1);
        bench.call(info, "dlg_resetflag", "3");
        assertThat(bench.call(invite, "dlg_isflagset", "3")).isEqualTo(-1);
        bench.assign(info, "$dlg_var(who)", Value.NULL);
        assertThat(bench.print(invite, "$dlg_var(who)")).isEqualTo("<null>");
        assertThat(bench.print(runtime.contexts.get(0), "$dlg_var(n)")).isEqualTo("5");
    }

    @Test
    void attributesAreThoseOfTheInviteAndItsAnswer() {
        establish();
        assertThat(bench.print(
                        invite, "$dlg(callid) $dlg(from_tag) $dlg(to_tag) $dlg(from_uri) $dlg(to_uri) $dlg(from_cseq)"))
                .isEqualTo("c1 f t sip:alice@home.example sip:bob@home.example 7");
        assertThat(bench.print(invite, "$dlg(from_contact) $dlg(to_contact) $dlg(lifetime) $dlg(timeout) $dlg(to_rs)"))
                .isEqualTo("sip:alice@192.0.2.7 sip:bob@192.0.2.8:5062 100 100 <sip:10.9.9.9;lr>");
        assertThatThrownBy(() -> bench.print(invite, "$dlg(caller_contact)")).hasMessageContaining("not known");
    }

    @Test
    void profilesCountWhileTheCallLasts() {
        assertThat(bench.call(invite, "set_dlg_profile", "caller", "alice")).isEqualTo(1);
        assertThat(bench.call(invite, "set_dlg_profile", "caller")).isEqualTo(-1);
        establish();
        bench.call(invite, "set_dlg_profile", "calls");
        assertThat(bench.call(invite, "is_in_profile", "caller", "alice")).isEqualTo(1);
        assertThat(bench.call(invite, "is_in_profile", "caller", "carol")).isEqualTo(-1);
        assertThat(size("caller", "alice")).isEqualTo("1");
        assertThat(size("caller", "carol")).isEqualTo("0");
        assertThat(bench.call(invite, "unset_dlg_profile", "calls")).isEqualTo(-1);
        bench.call(request("BYE", "f", "alice", "t", "bob", ""), "dlg_manage");
        assertThat(size("caller", "alice")).isEqualTo("0");
        assertThatThrownBy(() -> bench.call(invite, "is_in_profile", "none")).hasMessageContaining("none");
    }

    private String size(String profile, String value) {
        bench.call(invite, "get_profile_size", profile, value, "$var(n)");
        return bench.print(invite, "$var(n)");
    }

    @Test
    void timeLimitRunsTheRouteAndSendsByeBothWays() {
        bench.assign(invite, "$dlg_ctx(timeout_bye)", Value.ONE);
        bench.assign(invite, "$dlg_ctx(timeout_route)", Value.of("LATE"));
        bench.assign(invite, "$avp(limit)", Value.of(30));
        establish();
        pass(29);
        assertThat(signalling.requests()).isEmpty();
        pass(1);
        assertThat(runtime.ran).containsExactly("dialog:start", "LATE");
        List<LocalRequest> byes = signalling.requests();
        assertThat(byes)
                .extracting(LocalRequest::requestUri)
                .containsExactly("sip:alice@192.0.2.7", "sip:bob@192.0.2.8:5062");
        assertThat(byes.get(0).from()).isEqualTo("<sip:bob@home.example>;tag=t");
        assertThat(byes.get(1).nextHop()).isEqualTo("sip:10.9.9.9;lr");
        assertThat(byes.get(1).headers()).isEqualTo("Route: <sip:10.9.9.9;lr>\r\n");
        assertThat(byes.get(1).cseq()).isEqualTo(8);
    }

    @Test
    void timeLimitWithoutByeEndsTheDialogHere() {
        establish();
        pass(50);
        bench.call(request("INFO", "f", "alice", "t", "bob", ""), "dlg_manage");
        pass(60);
        assertThat(bench.print(invite, "$DLG_count")).isEqualTo("1");
        bench.call(invite, "dlg_set_timeout", "5");
        pass(5);
        assertThat(bench.print(invite, "$DLG_count")).isEqualTo("0");
        assertThat(runtime.ran).containsExactly("dialog:start", "dialog:end");
        assertThat(signalling.requests()).isEmpty();
    }

    @Test
    void unansweredAndUnacknowledgedDialogsDoNotStay() {
        bench.call(invite, "dlg_manage");
        replied(180, 200);
        pass(60);
        assertThat(signalling.requests()).isEmpty();
        pass(10);
        assertThat(signalling.requests()).hasSize(2);
        ScriptContext other = request("INVITE", "g", "alice", "", "bob", "");
        bench.call(other, "dlg_manage");
        assertThat(state(other)).isEqualTo("1");
        pass(300);
        assertThat(state(other)).isEqualTo("5");
    }

    @Test
    void cookieInRouteFindsTheDialogOnlyIfTagsFitToo() {
        establish();
        String cookie = Integer.toHexString(bench.value(invite, "$dlg(h_entry)").toInt()) + "."
                + Integer.toHexString(bench.value(invite, "$dlg(h_id)").toInt());
        Tracking tracking = (Tracking) listener();
        ScriptContext wrong = request("BYE", "f", "alice", "other", "bob", "");
        tracking.routed(wrong, new org.breakwater.sip.message.Params(";lr;did=" + cookie));
        assertThat(state(invite)).isEqualTo("4");
        ScriptContext right = request("BYE", "f", "alice", "t", "bob", "");
        tracking.routed(right, new org.breakwater.sip.message.Params(";lr;did=" + cookie));
        assertThat(state(invite)).isEqualTo("5");
    }

    @Test
    void dialogCanBeFetchedEndedAndListed() throws RpcException {
        establish();
        ScriptContext other = ScriptContexts.request(ScriptContexts.INVITE);
        assertThat(bench.call(other, "dlg_get", "c1", "f", "x")).isEqualTo(-1);
        assertThat(bench.call(other, "dlg_get", "c1", "f", "t")).isEqualTo(1);
        assertThat(bench.call(other, "dlg_bye", "callee")).isEqualTo(1);
        assertThat(signalling.requests()).hasSize(1);
        assertThat(rpc("dlg.list").toString()).contains("call-id=c1", "state=4");
        rpc("dlg.end_dlg", bench.print(invite, "$dlg(h_entry)"), bench.print(invite, "$dlg(h_id)"));
        assertThat(signalling.requests()).hasSize(3);
        assertThatThrownBy(() -> rpc("dlg.end_dlg", 1, 99)).isInstanceOf(RpcException.class);
        assertThat(rpc("dlg.stats_active").toString()).contains("ongoing=1");
    }

    private Object rpc(String name, Object... parameters) throws RpcException {
        return module.exports().rpcs().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handler()
                .call(List.of(parameters));
    }
}
