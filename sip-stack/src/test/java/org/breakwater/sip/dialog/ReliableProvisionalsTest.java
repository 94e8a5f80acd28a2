package org.breakwater.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.sip.dialog.Messages.request;
import static org.breakwater.sip.dialog.Messages.response;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReliableProvisionalsTest {

    private final ManualTime time = new ManualTime();
    private final ReliableProvisionals machine = new ReliableProvisionals(100);
    private final List<String> log = new ArrayList<>();
    private Timers.Timer timer = () -> {};

    @Test
    void responseIsRepeatedWithDoublingPausesUntilPrack() {
        carryOut(machine.offer(180));
        time.advanceMillis(3600);
        assertThat(log).containsExactly("0 send 180/100", "500 send 180/100", "1500 send 180/100", "3500 send 180/100");

        assertThat(machine.matches(100)).isTrue();
        carryOut(machine.acknowledged());
        time.advanceMillis(60_000);

        assertThat(log).hasSize(4);
        assertThat(machine.isOutstanding()).isFalse();
    }

    @Test
    void inviteIsRejectedWhenNoPrackComesFor32Seconds() {
        carryOut(machine.offer(183));
        time.advanceMillis(60_000);
        assertThat(log).last().isEqualTo("32000 give up");
        assertThat(log).filteredOn(line -> line.contains("send")).hasSize(7);
    }

    @Test
    void nextResponseWaitsForThePrackOfTheOneBefore() {
        carryOut(machine.offer(183));
        carryOut(machine.offer(180));
        assertThat(log).containsExactly("0 send 183/100");

        assertThat(machine.matches(101)).isFalse();
        carryOut(machine.acknowledged());

        assertThat(log).containsExactly("0 send 183/100", "0 send 180/101");
    }

    @Test
    void queueOfResponsesIsBounded() {
        machine.offer(180);
        for (int i = 0; i < ReliableProvisionals.QUEUE_LIMIT; i++) {
            machine.offer(182);
        }
        assertThatThrownBy(() -> machine.offer(182)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void finalResponseEndsRepetition() {
        carryOut(machine.offer(180));
        machine.finished();
        time.advanceMillis(60_000);
        assertThat(log).hasSize(1);
    }

    @Test
    void receiverAcknowledgesInOrderAndOnlyOnce() throws SipParseException {
        ReliableReception reception = new ReliableReception();
        assertThat(reception.received(response(180, "INVITE", 7))).isEqualTo(ReliableReception.Verdict.UNRELIABLE);
        assertThat(reception.received(reliable(50))).isEqualTo(ReliableReception.Verdict.ACKNOWLEDGE);
        assertThat(reception.received(reliable(50))).isEqualTo(ReliableReception.Verdict.IGNORE);
        assertThat(reception.received(reliable(52))).isEqualTo(ReliableReception.Verdict.IGNORE);
        assertThat(reception.received(reliable(51))).isEqualTo(ReliableReception.Verdict.ACKNOWLEDGE);
        assertThat(ReliableReception.rack(reliable(51))).isEqualTo("51 7 INVITE");
    }

    @Test
    void rackNamesResponseAndRequest() throws SipParseException {
        assertThat(ReliableReception.acknowledged("51 7 INVITE", request("INVITE", 7)))
                .contains(51L);
        assertThat(ReliableReception.acknowledged("51 8 INVITE", request("INVITE", 7)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "51", "51 7", "x 7 INVITE", "51 7 INVITE more", "99999999999 7 INVITE"})
    void malformedRackIsToldApart(String rack) {
        assertThatThrownBy(() -> ReliableReception.acknowledged(rack, request("INVITE", 7)))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining("RAck");
    }

    private static org.breakwater.sip.message.SipMessage reliable(int rseq) {
        return response(183, "INVITE", 7, "Require: foo, 100rel", "RSeq: " + rseq);
    }

    private void carryOut(List<ReliableProvisionals.Effect> effects) {
        timer.cancel();
        long now = time.monotonicNanos() / 1_000_000;
        for (ReliableProvisionals.Effect effect : effects) {
            if (effect instanceof ReliableProvisionals.Send send) {
                log.add(now + " send " + send.response() + '/' + send.rseq());
            } else if (effect instanceof ReliableProvisionals.Wait wait) {
                timer = time.schedule(wait.millis(), () -> carryOut(machine.timerFired()));
            } else {
                log.add(now + " give up");
            }
        }
    }
}
