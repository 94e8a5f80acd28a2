package org.breakwater.daemon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.lifecycle.LoadGate;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.OverloadGauge;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverloadTest {

    private static final OverloadGauge NO_LAG = new OverloadGauge() {
        @Override
        public long lagNanos(int worker) {
            return 0;
        }

        @Override
        public long maxLagNanos() {
            return 0;
        }
    };

    @ParameterizedTest
    @CsvSource({
        "REGISTER, false, true",
        "INVITE, false, true",
        "INVITE, true, false",
        "SUBSCRIBE, false, true",
        "SUBSCRIBE, true, true",
        "NOTIFY, true, false",
        "CANCEL, false, false",
        "ACK, true, false",
        "BYE, true, false"
    })
    void serverThatStillLoadsRefusesWhatItCannotKnowYet(String method, boolean inDialog, boolean refused)
            throws SipParseException {
        Overload overload = new Overload(NO_LAG, new LoadGate(new ManualTime(), 60_000, 4));

        assertThat(overload.refuses(request(method, inDialog), null)).isEqualTo(refused);
    }

    private static SipMessage request(String method, boolean inDialog) throws SipParseException {
        String text = method + " sip:b@x SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK1\r\n"
                + "From: <sip:a@x>;tag=1\r\nTo: <sip:b@x>" + (inDialog ? ";tag=2" : "") + "\r\nCall-ID: c1\r\nCSeq: 1 "
                + method + "\r\nContent-Length: 0\r\n\r\n";
        return SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
    }
}
