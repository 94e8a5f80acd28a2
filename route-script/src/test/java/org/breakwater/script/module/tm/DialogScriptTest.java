package org.breakwater.script.module.tm;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.message.HeaderName;
import org.junit.jupiter.api.Test;

/** The dialog module in a script on real transactions. */
class DialogScriptTest {

    private static final String SCRIPT = """
        loadmodule "rr.so"
        loadmodule "dialog.so"
        modparam("dialog", "profiles_with_value", "caller")
        request_route {
            if ($rm == "INVITE") {
                record_route();
                dlg_manage();
                $dlg_var(who) = $fU;
                set_dlg_profile("caller", "$fU");
                t_on_reply("R");
            }
            t_relay();
        }
        onreply_route[R] {
            xlog("PROBE reply $rs $dlg(state) $dlg_var(who)\\n");
        }
        event_route[dialog:start] {
            get_profile_size("caller", "alice", "$var(n)");
            xlog("PROBE start $rs $dlg(state) $dlg_var(who) $var(n)\\n");
        }
        event_route[dialog:failed] { xlog("PROBE failed $rs $DLG_count\\n"); }
        """;

    @Test
    void answeredCallStartsADialogWhoseCookieIsInRecordRoute() {
        ScriptBed bed = new ScriptBed(SCRIPT);
        bed.send("INVITE", "sip:bob@10.0.0.2");
        assertThat(bed.bob.received().get(0).header(HeaderName.RECORD_ROUTE)).contains(";did=");
        bed.answer(bed.bob, 180);
        bed.answer(bed.bob, 200);
        assertThat(bed.probes()).containsExactly("reply 180 1 alice", "reply 200 2 alice", "start 200 3 alice 1");
    }

    @Test
    void refusedCallRaisesFailed() {
        ScriptBed bed = new ScriptBed(SCRIPT);
        bed.send("INVITE", "sip:bob@10.0.0.2");
        bed.answer(bed.bob, 486);
        assertThat(bed.probes()).containsExactly("reply 486 1 alice", "failed 486 0");
    }
}
