package org.breakwater.script.module.acc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccTest {

    private static final int ACC = 1 << 1;
    private static final int MISSED = 1 << 2;
    private static final int FAILED = 1 << 3;

    private final ManualTime time = new ManualTime();
    private final AccSettings settings = new AccSettings();
    private final Accounting accounting = new Accounting(settings, time, ZoneOffset.UTC);
    private final ScriptContext ctx = request("INVITE", "");

    AccTest() {
        settings.logFlag = 1;
        settings.logMissedFlag = 2;
        settings.failedFlag = 3;
    }

    private static ScriptContext request(String method, String toTag) {
        return ScriptContexts.of(
                method + " sip:bob@home.example SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\n"
                        + "From: <sip:alice@home.example>;tag=ft\nTo: <sip:bob@home.example>" + toTag
                        + "\nCall-ID: c1\nCSeq: 1 " + method + "\nContent-Length: 0\n\n",
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
    }

    private static SipMessage reply(int status) {
        return ScriptContexts.message("SIP/2.0 " + status + " X\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\n"
                + "From: <sip:alice@home.example>;tag=ft\nTo: <sip:bob@home.example>;tag=tt\nCall-ID: c1\n"
                + "CSeq: 1 INVITE\nContent-Length: 0\n\n");
    }

    private ScriptTransaction transaction(int flags) {
        ctx.scope().setFlags(flags);
        return new Transaction(ctx);
    }

    private record Transaction(ScriptContext ctx) implements ScriptTransaction {
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

        @Override
        public int lastStatus() {
            return 200;
        }
    }

    @Test
    void answeredTransactionIsLoggedAsKamailioDoes() {
        ScriptTransaction t = transaction(ACC);
        accounting.created(t, ctx);
        accounting.replied(t, 180, "Ringing", reply(180));
        accounting.replied(t, 200, "OK", reply(200));
        assertThat(ScriptContexts.log(ctx).lines())
                .containsExactly("1 ACC: transaction answered: timestamp=" + time.epochSeconds()
                        + ";method=INVITE;from_tag=ft;to_tag=tt;call_id=c1;code=200;reason=OK\n");
    }

    @ParameterizedTest
    @CsvSource({"2, 404, 0", "10, 404, 1", "8, 404, 0", "2, 200, 1", "0, 200, 0"})
    void failedTransactionsAreRecordedOnlyWithTheirFlag(int flags, int status, int records) {
        ScriptTransaction t = transaction(flags);
        accounting.created(t, ctx);
        accounting.replied(t, status, "X", reply(status));
        assertThat(ScriptContexts.log(ctx).lines()).hasSize(records);
    }

    @Test
    void missedCallIsRecordedOnceAndNotAsAnswered() {
        ScriptTransaction t = transaction(ACC | MISSED);
        accounting.created(t, ctx);
        accounting.replied(t, 486, "Busy Here", null);
        accounting.replied(t, 486, "Busy Here", null);
        assertThat(ScriptContexts.log(ctx).lines())
                .containsExactly("1 ACC: call missed: timestamp=" + time.epochSeconds()
                        + ";method=INVITE;from_tag=ft;to_tag=;call_id=c1;code=486;reason=Busy Here\n");
        assertThat(ctx.scope().flags()).isEqualTo(ACC);
    }

    @Test
    void filteredCodesAreNotRecorded() {
        settings.failedFilter.add(404);
        ScriptTransaction t = transaction(ACC | FAILED);
        accounting.created(t, ctx);
        accounting.replied(t, 404, "X", null);
        accounting.replied(t, 403, "X", null);
        assertThat(ScriptContexts.log(ctx).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("code=403");
    }

    @Test
    void flagsSetAfterTheTransactionWasMadeCount() {
        ScriptTransaction t = transaction(0);
        accounting.created(t, ctx);
        ctx.scope().setFlags(ACC);
        accounting.replied(t, 200, "OK", reply(200));
        assertThat(ScriptContexts.log(ctx).lines()).hasSize(1);
    }

    @Test
    void acknowledgementIsRecordedWhenAskedFor() {
        ScriptTransaction t = transaction(ACC);
        accounting.created(t, ctx);
        SipMessage ack = request("ACK", ";tag=tt").message();
        accounting.acknowledged(t, ack);
        settings.reportAck = true;
        accounting.acknowledged(t, ack);
        assertThat(ScriptContexts.log(ctx).lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1 ACC: request acknowledged: ")
                .contains("method=ACK;from_tag=ft;to_tag=tt");
    }

    @Test
    void requestIsRecordedFromTheScriptWithExtraValues() {
        ModuleBench bench = new ModuleBench(
                        new PvModule(Statistics.NONE, ZoneOffset.UTC),
                        new AccModule(new RecordingSignalling(), null, time, ZoneOffset.UTC))
                .parameter("acc", "log_extra", "src_user=$fU; ip=$si;host=$(fu{uri.host});none=$avp(x)")
                .start();
        assertThat(bench.call(ctx, "acc_log_request", "404 Not here")).isEqualTo(1);
        assertThat(ScriptContexts.log(ctx).lines().get(0))
                .startsWith("1 ACC: request accounted: ")
                .endsWith(";code=404;reason=Not here;src_user=alice;ip=192.0.2.7;host=home.example;none=\n");
        assertThat(bench.call(ctx, "acc_db_request", "x", "acc")).isEqualTo(-1);
    }

    @Test
    void directionIsFoundByOurRecordRouteParameter() {
        SipMessage bye = ScriptContexts.message("BYE sip:alice@192.0.2.7 SIP/2.0\n"
                + "Via: SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKb\nRoute: <sip:192.0.2.1;lr;ftag=ft>\n"
                + "From: <sip:bob@home.example>;tag=tt\nTo: <sip:alice@home.example>;tag=ft\nCall-ID: c1\n"
                + "CSeq: 1 BYE\nContent-Length: 0\n\n");
        assertThat(AccRecord.of(bye, null, "200", "OK", true).fromTag()).isEqualTo("ft");
        assertThat(AccRecord.of(bye, null, "200", "OK", false).fromTag()).isEqualTo("tt");
    }
}
