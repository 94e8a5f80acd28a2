package org.breakwater.lifeguard.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.lifeguard.store.CallStore;
import org.breakwater.lifeguard.sync.TestDatabase;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecorderTest {

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime();
    private TestDatabase disk;
    private CallStore store;
    private CallRecorder recorder;
    private int news;
    private long start;

    @BeforeEach
    void open() {
        disk = new TestDatabase(folder);
        start();
        start = time.epochMillis();
    }

    /** Also a start anew on the same disk. */
    private void start() {
        store = new CallStore(disk.database(), "branch");
        recorder = new CallRecorder(store, Runnable::run, time, new Metrics(), () -> news++);
    }

    @AfterEach
    void close() {
        disk.close();
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
            return 0;
        }
    }

    private static SipMessage message(String method, String callId, String toTag) {
        String text = method + " sip:0331234@10.1.0.5 SIP/2.0\r\nVia: SIP/2.0/TCP 10.1.0.1;branch=z9hG4bK1\r\n"
                + "From: <sip:1001@pbx.example>;tag=a\r\nTo: <sip:0331234@pbx.example>" + toTag + "\r\nCall-ID: "
                + callId + "\r\nCSeq: 1 " + method + "\r\nContent-Length: 0\r\n\r\n";
        try {
            return SipMessage.parse(text.getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Transaction begin(String method, String callId, String toTag) {
        ScriptContext ctx = new ScriptContext(null, message(method, callId, toTag), null, RouteKind.REQUEST);
        Transaction transaction = new Transaction(ctx);
        recorder.created(transaction, ctx);
        return transaction;
    }

    private Transaction wantedCall(String callId) {
        Transaction call = begin("INVITE", callId, "");
        assertThat(recorder.record(call.ctx())).isTrue();
        return call;
    }

    private CallDetail theOnlyRecord() {
        List<CallDetail> records = store.undelivered(10);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    @Test
    void anAnsweredCallIsRecordedFromInviteToBye() {
        Transaction call = wantedCall("c1");
        time.advanceMillis(100);
        recorder.replied(call, 100, "Trying", null);
        time.advanceMillis(3_900);
        recorder.replied(call, 180, "Ringing", null);
        recorder.replied(call, 200, "OK", null);
        assertThat(store.undelivered(10)).isEmpty();
        assertThat(store.up()).hasSize(1);
        time.advanceMillis(65_432);
        begin("BYE", "c1", ";tag=b");
        CallDetail record = theOnlyRecord();
        assertThat(record)
                .isEqualTo(new CallDetail(
                        "branch/calls",
                        record.id(),
                        "c1",
                        "1001",
                        "0331234",
                        200,
                        start,
                        start + 4_000,
                        start + 4_000 + 65_432));
        assertThat(record.durationSeconds()).isEqualTo(65);
        assertThat(news).isEqualTo(1);
    }

    @Test
    void aCallThatFailsHasItsCodeAndNoDuration() {
        Transaction call = wantedCall("c1");
        time.advanceMillis(2_000);
        recorder.replied(call, 486, "Busy Here", null);
        CallDetail record = theOnlyRecord();
        assertThat(record.code()).isEqualTo(486);
        assertThat(record.answeredMillis()).isZero();
        assertThat(record.endedMillis()).isEqualTo(start + 2_000);
        assertThat(record.durationSeconds()).isZero();
    }

    @Test
    void timeSpentAtSilentMainServersCounts() {
        Transaction call = begin("INVITE", "c1", "");
        time.advanceMillis(4_000);
        recorder.record(call.ctx());
        recorder.replied(call, 480, "Temporarily Unavailable", null);
        assertThat(theOnlyRecord().startedMillis()).isEqualTo(start);
    }

    @Test
    void aCallThatIsUpEndsWithItsTrueDurationAfterARestart() {
        recorder.replied(wantedCall("c1"), 200, "OK", null);
        time.advanceMillis(10_000);
        start();
        time.advanceMillis(20_000);
        begin("BYE", "c1", ";tag=b");
        assertThat(theOnlyRecord().durationSeconds()).isEqualTo(30);
    }

    @Test
    void aCallWhoseEndNobodySawSaysSo() {
        recorder.replied(wantedCall("c1"), 200, "OK", null);
        time.advanceMillis(CallRecorder.LONGEST_MILLIS);
        recorder.removeStale();
        assertThat(store.undelivered(10)).isEmpty();
        time.advanceMillis(1);
        recorder.removeStale();
        assertThat(theOnlyRecord().endedMillis()).isZero();
        assertThat(theOnlyRecord().durationSeconds()).isEqualTo(-1);
        begin("BYE", "c1", ";tag=b");
        assertThat(store.undelivered(10)).hasSize(1);
    }

    @Test
    void whatTheScriptDoesNotWantOrIsNoCallIsNotRecorded() {
        recorder.replied(begin("INVITE", "c1", ""), 486, "Busy Here", null); // went to a main server
        recorder.replied(wantedCall("c2"), 407, "Proxy Authentication Required", null);
        assertThat(recorder.record(begin("INVITE", "c3", ";tag=b").ctx())).isFalse();
        assertThat(recorder.record(begin("MESSAGE", "c4", "").ctx())).isFalse();
        begin("BYE", "c1", ";tag=b");
        assertThat(store.undelivered(10)).isEmpty();
        assertThat(store.up()).isEmpty();
    }

    @Test
    void aSecondAnswerAndASecondByeChangeNothing() {
        Transaction call = wantedCall("c1");
        recorder.replied(call, 200, "OK", null);
        time.advanceMillis(5_000);
        recorder.replied(call, 200, "OK", null);
        begin("BYE", "c1", ";tag=b");
        begin("BYE", "c1", ";tag=c");
        assertThat(theOnlyRecord().durationSeconds()).isEqualTo(5);
    }

    @Test
    void whatWasDeliveredIsForgottenAndNumbersAreNotUsedTwice() {
        recorder.replied(wantedCall("c1"), 486, "Busy Here", null);
        long first = theOnlyRecord().id();
        store.delivered(store.undelivered(10));
        assertThat(store.undelivered(10)).isEmpty();
        start();
        recorder.replied(wantedCall("c2"), 486, "Busy Here", null);
        assertThat(theOnlyRecord().id()).isGreaterThan(first);
    }
}
