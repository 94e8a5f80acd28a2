package org.breakwater.daemon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.message.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SalvageTest {

    private static final String FIELDS = "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1\r\nFrom: <sip:a@x>;tag=1\r\n"
            + "To: <sip:b@x>\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\n";

    @Test
    void whatAnAnswerCopiesIsSaved() {
        String broken = "INVITE sip:b@x  SIP/7.0\r\nnot a header\r\n" + FIELDS + "X: y\r\n\r\nbody";

        assertThat(Salvage.of(Octets.bytes(broken)))
                .hasValueSatisfying(m -> assertThat(m.callId()).isEqualTo("c1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 nonsense\r\n", "ACK sip:b@x SIP/7.0\r\n", ""})
    void repliesAndAcksAndFragmentsAreNotAnswered(String firstLine) {
        String text = firstLine.isEmpty() ? "no line end" : firstLine + FIELDS + "\r\n";

        assertThat(Salvage.of(Octets.bytes(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void withoutAFieldThatAnAnswerNeedsNothingIsSaved(String field) {
        String text = "INVITE x\r\n" + FIELDS.replaceFirst("(?m)^" + field + ":.*\r\n", "") + "\r\n";

        assertThat(Salvage.of(Octets.bytes(text))).isEmpty();
    }
}
