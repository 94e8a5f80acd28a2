package org.breakwater.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.sip.dialog.Messages.request;
import static org.breakwater.sip.dialog.Messages.response;

import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTimerTest {

    private final SessionTimer timer = new SessionTimer(1800, 90);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "timer | 1200               | 1200;refresher=uac",
                "timer | 1200;refresher=uas | 1200;refresher=uas",
                "timer | 3600;refresher=uac | 1800;refresher=uac",
                "-     | 1200               | 1200;refresher=uas",
                "timer | -                  | 1800;refresher=uac",
                "-     | -                  | -"
            })
    void answererDecidesIntervalAndRefresher(String supported, String asked, String answer) throws SipParseException {
        assertThat(timer.onRequest(invite(supported, asked))).isEqualTo(SessionTimer.RequestVerdict.ACCEPTED);
        assertThat(timer.answerValue()).isEqualTo(answer);
        assertThat(timer.answerRequiresTimer()).isEqualTo(answer != null && answer.endsWith("uac"));
    }

    @Test
    void intervalBelowTheMinimumIsTooSmall() throws SipParseException {
        assertThat(timer.onRequest(invite("timer", "60"))).isEqualTo(SessionTimer.RequestVerdict.TOO_SMALL);
        assertThat(timer.minimum()).isEqualTo(90);
    }

    @Test
    void minimumOnThePathIsKept() throws SipParseException {
        SipMessage invite = request("INVITE", 1, "Supported: timer", "Session-Expires: 2400", "Min-SE: 2000");
        timer.onRequest(invite);
        assertThat(timer.agreement().interval()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "'1800;refresher=uac', 900, 1800",
        "'1800;refresher=uas', -1, 1768",
        "'90;refresher=uas', -1, 60",
        "'90;Refresher=UAC', 45, 90"
    })
    void refresherActsAtHalfTimeAndTheOtherGivesUpShortlyBeforeTheEnd(String value, int refresh, int bye)
            throws SipParseException {
        SessionTimer.Agreement agreement = timer.onSuccess(response(200, "INVITE", 1, "Session-Expires: " + value));
        assertThat(agreement.refreshAfter()).isEqualTo(refresh);
        assertThat(agreement.byeAfter()).isEqualTo(bye);
    }

    @Test
    void sessionWithoutTimerNeedsNothing() throws SipParseException {
        SessionTimer.Agreement agreement = timer.onSuccess(response(200, "INVITE", 1));
        assertThat(agreement.refreshAfter()).isEqualTo(-1);
        assertThat(agreement.byeAfter()).isEqualTo(-1);
    }

    @Test
    void callerAsksAgainWithTheIntervalThePeerWants() throws SipParseException {
        assertThat(timer.requestValue()).isEqualTo("1800");
        assertThat(timer.onTooSmall(response(422, "INVITE", 1, "Min-SE: 3600"))).isTrue();
        assertThat(timer.requestValue()).isEqualTo("3600");
        assertThat(timer.onTooSmall(response(422, "INVITE", 2, "Min-SE: 3600"))).isFalse();
    }

    @Test
    void refreshKeepsTheRefresherFromEitherSide() throws SipParseException {
        timer.onSuccess(response(200, "INVITE", 1, "Session-Expires: 600;refresher=uas"));
        assertThat(timer.requestValue()).isEqualTo("600;refresher=uas");
        timer.onSuccess(response(200, "INVITE", 1, "Session-Expires: 600;refresher=uac"));
        assertThat(timer.requestValue()).isEqualTo("600;refresher=uac");
    }

    @Test
    void malformedIntervalIsNamed() {
        assertThatThrownBy(() -> timer.onRequest(invite("timer", "soon")))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining("Session-Expires");
    }

    private static SipMessage invite(String supported, String expires) {
        return request(
                "INVITE",
                1,
                supported == null ? "Allow: INVITE" : "Supported: 100rel, " + supported,
                expires == null ? "Allow: BYE" : "Session-Expires: " + expires);
    }
}
