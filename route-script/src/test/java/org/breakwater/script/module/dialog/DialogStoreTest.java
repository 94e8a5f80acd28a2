package org.breakwater.script.module.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DialogStoreTest {

    private final ManualTime time = new ManualTime();
    private final DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.inMemory("dialogs"));

    @BeforeEach
    void emptyTables() {
        fixture.execute("DELETE FROM dialog", "DELETE FROM dialog_vars");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A server with its script; stopping it writes what is to be written. */
    private final class Server {
        final RecordingSignalling signalling = new RecordingSignalling();
        final FakeRuntime runtime = new FakeRuntime(time);
        final DialogModule module = new DialogModule(signalling, time, fixture.directories);
        final ModuleBench bench = new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new RrModule(), module)
                .parameter("dialog", "db_mode", 1)
                .parameter("dialog", "db_url", "breakwater:directory")
                .parameter("dialog", "profiles_with_value", "caller")
                .parameter("dialog", "default_timeout", 100)
                .start();

        Server() {
            module.running(runtime);
        }
    }

    private static ScriptContext message(String method, String toTag, int cseq) {
        return ScriptContexts.of(
                method + " sip:bob@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + cseq
                        + "\nFrom: <sip:alice@a.example>;tag=ft\nTo: <sip:bob@b.example>"
                        + (toTag.isEmpty() ? "" : ";tag=" + toTag)
                        + "\nCall-ID: kept@a.example\nCSeq: " + cseq + " " + method
                        + "\nRecord-Route: <sip:192.0.2.9;lr>\nContact: <sip:alice@192.0.2.1>\nContent-Length: 0\n\n",
                FakeFlow.of(TransportProtocol.UDP),
                RouteKind.REQUEST);
    }

    private long rows(String table) {
        SqlResult result = fixture.directories.own().sql().executeBlocking("SELECT id FROM " + table);
        return ((SqlResult.Rows) result).rows().size();
    }

    /** A call that was answered and acknowledged. */
    private Server withCall() {
        Server server = new Server();
        ScriptContext invite = message("INVITE", "", 1);
        server.bench.call(invite, "dlg_manage");
        server.bench.assign(invite, "$dlg_var(note)", Value.of("K\u00c3\u00a4fer"));
        server.bench.call(invite, "set_dlg_profile", "caller", "alice");
        server.bench.call(invite, "dlg_setflag", "3");
        DialogTest.answer(
                server.signalling.listeners().get(0),
                invite,
                ScriptContexts.message("SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\n"
                        + "From: <sip:alice@a.example>;tag=ft\nTo: <sip:bob@b.example>;tag=tt\nCall-ID: kept@a.example\n"
                        + "CSeq: 1 INVITE\nContact: <sip:bob@192.0.2.2>\nContent-Length: 0\n\n"));
        server.bench.call(message("ACK", "tt", 1), "dlg_manage");
        return server;
    }

    @Test
    void answeredDialogSurvivesARestart() {
        // Given
        Server first = withCall();
        String cookie = first.bench.print(message("INFO", "tt", 2), "$dlg(h_entry).$dlg(h_id)");
        first.module.stop();

        // When
        Server second = new Server();

        // Then
        ScriptContext info = message("INFO", "tt", 2);
        second.bench.call(info, "dlg_manage");
        assertThat(second.bench.print(info, "$dlg(h_entry).$dlg(h_id) $dlg(state) $dlg(lifetime) $DLG_status"))
                .isEqualTo(cookie + " 4 100 4");
        assertThat(second.bench.value(info, "$dlg_var(note)")).isEqualTo(Value.of("K\u00c3\u00a4fer"));
        assertThat(second.bench.print(info, "$dlg(from_contact) $dlg(to_contact) $dlg(from_rs) $dlg(from_cseq)"))
                .isEqualTo("sip:alice@192.0.2.1 sip:bob@192.0.2.2 <sip:192.0.2.9;lr> 2");
        assertThat(second.bench.call(info, "is_in_profile", "caller", "alice")).isEqualTo(1);
        assertThat(second.bench.call(info, "dlg_isflagset", "3")).isEqualTo(1);
        assertThat(second.bench.call(info, "dlg_bye", "all")).isEqualTo(1);
        assertThat(second.signalling.requests()).hasSize(2);
    }

    @Test
    void laterDialogGetsAnotherNumber() {
        Server first = withCall();
        String id = first.bench.print(message("INFO", "tt", 2), "$dlg(h_id)");
        first.module.stop();

        Server second = new Server();
        ScriptContext other = ScriptContexts.request(ScriptContexts.INVITE);
        second.bench.call(other, "dlg_manage");
        assertThat(second.bench.print(other, "$dlg(h_id)")).isNotEqualTo(id);
    }

    @Test
    void endedDialogIsTakenOutOfTheTables() {
        withCall().module.stop();
        assertThat(List.of(rows("dialog"), rows("dialog_vars"))).containsExactly(1L, 1L);

        Server second = new Server();
        second.bench.call(message("BYE", "tt", 3), "dlg_manage");
        second.module.stop();

        assertThat(List.of(rows("dialog"), rows("dialog_vars"))).containsExactly(0L, 0L);
    }

    @Test
    void timeLimitGoesOnOverARestart() {
        withCall().module.stop();
        time.advanceMillis(101_000);

        Server second = new Server();
        second.runtime.repeated.run();

        assertThat(second.runtime.ran).containsExactly("dialog:end");
    }

    @Test
    void dialogNobodyAnsweredIsNotKept() {
        Server server = new Server();
        server.bench.call(message("INVITE", "", 1), "dlg_manage");
        server.module.stop();
        assertThat(rows("dialog")).isZero();
    }
}
