package org.breakwater.script.module.tm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.breakwater.platform.state.Backup;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 200 of a REGISTER waits for another server; the script does not. */
class AcknowledgedSaveTest {

    private static final String MODULES = "loadmodule \"usrloc.so\"\nloadmodule \"registrar.so\"\n";
    private static final String SAVE = MODULES + """
            request_route {
                save("location");
                xlog("PROBE $rc\\n");
            }""";

    private static ScriptBed clustered(String script) {
        return new ScriptBed(script, Duration.ofMillis(200), Detours.NONE);
    }

    private static String register(int cseq, TransportProtocol protocol, String contact) {
        return "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/" + protocol.name()
                + " 10.0.0.1:5060;branch=z9hG4bKr" + cseq + "\r\nMax-Forwards: 70\r\n"
                + "From: <sip:alice@example.com>;tag=a1\r\nTo: <sip:alice@example.com>\r\nCall-ID: r\r\nCSeq: " + cseq
                + " REGISTER\r\n" + contact + "Content-Length: 0\r\n\r\n";
    }

    private static void register(ScriptBed bed, int cseq, TransportProtocol protocol) {
        bed.alice.send(bed.server, protocol, register(cseq, protocol, "Contact: <sip:alice@10.0.0.1>\r\n"));
        bed.network.settle();
    }

    private static void hold(ScriptBed bed, int which, Backup backup) {
        bed.bindings.waiting().get(which).complete(backup);
        bed.network.settle();
    }

    @ParameterizedTest
    @EnumSource(Backup.class)
    void replyWaitsForTheOtherServerAndTheScriptDoesNot(Backup backup) {
        ScriptBed bed = clustered(SAVE);
        register(bed, 1, TransportProtocol.TCP);
        assertThat(bed.probes()).containsExactly("1");
        assertThat(bed.answers()).isEmpty();
        hold(bed, 0, backup);
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK");
        assertThat(bed.alice.last().header("Contact")).contains("sip:alice@10.0.0.1");
        assertThat(bed.metrics.scrape())
                .contains("breakwater_registrations_late_total " + (backup == Backup.LATE ? "1.0" : "0.0"));
    }

    @Test
    void withoutAClusterNobodyIsAsked() {
        ScriptBed bed = new ScriptBed(SAVE);
        register(bed, 1, TransportProtocol.TCP);
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK");
        assertThat(bed.bindings.waiting()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t_newtran();"})
    void answersOfOneAddressOfRecordStayInOrder(String first) {
        ScriptBed bed = clustered(MODULES + "request_route { " + first + " save(\"location\"); }");
        register(bed, 1, TransportProtocol.TCP);
        bed.alice.send(bed.server, TransportProtocol.TCP, register(2, TransportProtocol.TCP, ""));
        bed.network.settle();
        assertThat(bed.answers()).isEmpty();
        hold(bed, 0, Backup.HELD);
        assertThat(bed.alice.last().header("CSeq")).isEqualTo("1 REGISTER");
        hold(bed, 1, Backup.HELD);
        assertThat(bed.alice.last().header("CSeq")).isEqualTo("2 REGISTER");
        assertThat(bed.log.lines()).noneMatch(line -> line.contains("without reply"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "if (t_precheck_trans()) { t_check_trans(); exit; }", "t_newtran();"})
    void retransmissionMeanwhileIsNotSavedAgainAndGetsTheOneAnswer(String first) {
        ScriptBed bed =
                clustered(MODULES + "request_route { " + first + " save(\"location\"); xlog(\"PROBE saved\\n\"); }");
        register(bed, 1, TransportProtocol.UDP);
        register(bed, 1, TransportProtocol.UDP);
        assertThat(bed.probes()).containsExactly("saved");
        assertThat(bed.bindings.waiting()).hasSize(1);
        assertThat(bed.answers()).isEmpty();
        hold(bed, 0, Backup.HELD);
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK");
        register(bed, 1, TransportProtocol.UDP);
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
        assertThat(bed.bindings.waiting()).hasSize(1);
    }

    @Test
    void whatTheScriptSaysAfterwardsDoesNotChangeTheReply() {
        ScriptBed bed = clustered(MODULES + """
                request_route {
                    t_newtran();
                    append_to_reply("X-Before: 1\\r\\n");
                    save("location");
                    append_to_reply("X-After: 1\\r\\n");
                    t_reply("403", "No");
                    xlog("PROBE $rc\\n");
                }""");
        register(bed, 1, TransportProtocol.TCP);
        hold(bed, 0, Backup.HELD);
        assertThat(bed.probes()).containsExactly("-1");
        assertThat(bed.answers()).containsExactly("SIP/2.0 200 OK");
        assertThat(bed.alice.last().header("X-Before")).isEqualTo("1");
        assertThat(bed.alice.last().header("X-After")).isNull();
    }

    @Test
    void scriptThatRepliesItselfWaitsForNobody() {
        ScriptBed bed = clustered(
                MODULES + "request_route { save(\"location\", \"0x02\"); sl_send_reply(\"202\", \"Mine\"); }");
        register(bed, 1, TransportProtocol.TCP);
        assertThat(bed.answers()).containsExactly("SIP/2.0 202 Mine");
        assertThat(bed.bindings.waiting()).isEmpty();
    }
}
