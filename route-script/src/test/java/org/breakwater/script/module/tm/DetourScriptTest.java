package org.breakwater.script.module.tm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.breakwater.script.run.Destination;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.resolve.NextHop;
import org.junit.jupiter.api.Test;

/** Bob is connected to another server, at carol's address. */
class DetourScriptTest {

    private static final String BOB = "sip:bob@10.0.0.2;transport=tcp";
    private static final String ROUTE = "<sip:10.0.0.3;lr;token=1>";
    private static final String RELAY = """
            request_route { t_on_reply("R"); t_relay(); }
            onreply_route[R] { xlog("PROBE $rs from $si:$sp $pr\n"); }""";

    private Optional<Detours.Detour> detour(Destination.Holder holder, NextHop hop, SipMessage request) {
        return hop.host().equals("10.0.0.2")
                ? Optional.of(new Detours.Detour(
                        new NextHop("10.0.0.3", 5060, TransportProtocol.TCP, false), "Route: " + ROUTE + "\r\n"))
                : Optional.empty();
    }

    private ScriptBed bed(String script) {
        return new ScriptBed(script, Duration.ZERO, this::detour);
    }

    @Test
    void requestAndItsCancelGoThroughTheServerThatHasThePhone() throws Exception {
        ScriptBed bed = bed(RELAY).send("INVITE", BOB);
        assertThat(bed.bob.received()).isEmpty();
        assertThat(bed.carol.last().requestUriText()).isEqualTo(BOB);
        assertThat(bed.carol.last().values(HeaderName.ROUTE)).containsExactly(ROUTE);
        bed.answer(bed.carol, 180);
        bed.send("CANCEL", BOB);
        assertThat(bed.carol.last().method()).isEqualTo(Method.CANCEL);
        assertThat(bed.carol.last().values(HeaderName.ROUTE)).containsExactly(ROUTE);
    }

    @Test
    void scriptSeesTheReplyComeFromThePhone() {
        ScriptBed bed = bed(RELAY).send("INVITE", BOB);
        bed.answer(bed.carol, 200);
        assertThat(bed.probes()).containsExactly("200 from 10.0.0.2:5060 tcp");
        assertThat(bed.answers()).endsWith("SIP/2.0 200 OK");
    }

    @Test
    void whenThatServerIsNotReachedThePhoneIsDialled() {
        ScriptBed bed = bed(RELAY);
        bed.network.kill(bed.carol.address());
        bed.send("INVITE", BOB);
        assertThat(bed.bob.last().has(HeaderName.ROUTE)).isFalse();
        bed.answer(bed.bob, 200);
        assertThat(bed.answers()).endsWith("SIP/2.0 200 OK");
    }

    @Test
    void ackOfA2xxGoesThatWayToo() throws Exception {
        ScriptBed bed = bed(RELAY);
        bed.send("ACK", BOB);
        assertThat(bed.carol.last().method()).isEqualTo(Method.ACK);
        assertThat(bed.carol.last().values(HeaderName.ROUTE)).containsExactly(ROUTE);
    }

    @Test
    void otherNextHopsAreNotTouched() {
        ScriptBed bed = bed(RELAY).send("INVITE", "sip:dave@10.0.0.4");
        assertThat(bed.dave.last().has(HeaderName.ROUTE)).isFalse();
        ScriptBed chosen =
                bed("request_route { $du = \"sip:10.0.0.4\"; t_relay(); }").send("INVITE", BOB);
        assertThat(chosen.dave.last().requestUriText()).isEqualTo(BOB);
    }

    @Test
    void aNewNextHopTakesBackWhoHasTheConnection() {
        Destination d = new Destination();
        d.setUri(BOB);
        d.setHolder(new Destination.Holder("b/1", 7));
        assertThat(d.copy().holder()).isEqualTo(new Destination.Holder("b/1", 7));
        d.setDstUri("sip:10.0.0.4");
        assertThat(d.holder()).isNull();
    }
}
