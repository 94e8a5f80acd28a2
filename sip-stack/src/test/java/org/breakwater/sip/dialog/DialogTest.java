package org.breakwater.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.sip.dialog.Messages.between;
import static org.breakwater.sip.dialog.Messages.parsed;
import static org.breakwater.sip.dialog.Messages.request;
import static org.breakwater.sip.dialog.Messages.response;

import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogTest {

    private static final String BOB = "Contact: <sip:bob@192.0.2.2:5070;transport=tcp>";
    private static final SipMessage INVITE = between("INVITE", 7, "a", null, "Contact: <sip:alice@192.0.2.1>");

    @Test
    void callersRouteSetIsTheRecordedRouteReversed() throws SipParseException {
        Dialog dialog = Dialog.uac(
                INVITE,
                response(200, "INVITE", 7, BOB, "Record-Route: <sip:p2;lr>, <sip:p1;lr>", "Record-Route: <sip:p0;lr>"));

        SipMessage bye = parsed(dialog.request(Method.BYE).build());

        assertThat(bye.requestUriText()).isEqualTo("sip:bob@192.0.2.2:5070;transport=tcp");
        assertThat(HeaderValues.all(bye, HeaderName.ROUTE))
                .containsExactly("<sip:p0;lr>", "<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(bye.cseq().number()).isEqualTo(8);
        assertThat(bye.fromTag()).isEqualTo("a");
        assertThat(bye.toTag()).isEqualTo("b");
        assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
    }

    @Test
    void calleesRouteSetIsTheRecordedRouteAsItIsAndItsNumbersAreItsOwn() throws SipParseException {
        SipMessage invite = between(
                "INVITE", 7, "a", null, "Contact: <sip:alice@192.0.2.1>", "Record-Route: <sip:p2;lr>,<sip:p1;lr>");
        Dialog dialog = Dialog.uas(invite, "b", DialogState.CONFIRMED);

        SipMessage bye = parsed(dialog.request(Method.BYE).build());

        assertThat(bye.requestUriText()).isEqualTo("sip:alice@192.0.2.1");
        assertThat(HeaderValues.all(bye, HeaderName.ROUTE)).containsExactly("<sip:p2;lr>", "<sip:p1;lr>");
        assertThat(bye.cseq().number()).isEqualTo(1);
        assertThat(bye.fromTag()).isEqualTo("b");
        assertThat(bye.toTag()).isEqualTo("a");
    }

    @Test
    void strictRouterGetsItsOwnUriAsRequestUri() throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(200, "INVITE", 7, BOB, "Record-Route: <sip:p2;lr>, <sip:strict>"));

        SipMessage bye = parsed(dialog.request(Method.BYE).build());

        assertThat(bye.requestUriText()).isEqualTo("sip:strict");
        assertThat(HeaderValues.all(bye, HeaderName.ROUTE))
                .containsExactly("<sip:p2;lr>", "<sip:bob@192.0.2.2:5070;transport=tcp>");
    }

    @Test
    void successReplacesRouteSetAndTargetOfTheEarlyDialog() throws SipParseException {
        Dialog dialog =
                Dialog.uac(INVITE, response(180, "INVITE", 7, "Contact: <sip:old>", "Record-Route: <sip:p1;lr>"));
        assertThat(dialog.state()).isEqualTo(DialogState.EARLY);

        dialog.onResponse(response(200, "INVITE", 7, BOB));

        assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
        assertThat(dialog.routeSet()).isEmpty();
        assertThat(dialog.remoteTarget()).startsWith("sip:bob@");
    }

    @Test
    void acknowledgementHasTheNumberOfItsInvite() throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(200, "INVITE", 7, BOB));
        dialog.request(Method.INFO);

        SipMessage ack = parsed(dialog.ack(7).build());

        assertThat(ack.cseq().number()).isEqualTo(7);
        assertThat(ack.cseq().method()).isEqualTo(Method.ACK);
    }

    @ParameterizedTest
    @CsvSource({
        "180, INVITE, EARLY", "200, INVITE, CONFIRMED", "486, INVITE, TERMINATED", "481, INFO, TERMINATED",
        "408, UPDATE, TERMINATED", "488, UPDATE, EARLY", "200, BYE, TERMINATED", "500, BYE, TERMINATED"
    })
    void responsesMoveAnEarlyDialog(int status, String method, DialogState expected) throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(180, "INVITE", 7, BOB));
        dialog.onResponse(response(status, method, 8, BOB));
        assertThat(dialog.state()).isEqualTo(expected);
    }

    @Test
    void refusedReInviteLeavesTheDialogAlone() throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(200, "INVITE", 7, BOB));
        dialog.onResponse(response(488, "INVITE", 8));
        assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
    }

    @Test
    void requestsFromThePeerMustNotGoBack() throws SipParseException {
        Dialog dialog = Dialog.uas(INVITE, "b", DialogState.CONFIRMED);

        assertThat(dialog.onRequest(request("INFO", 9))).isEqualTo(IncomingVerdict.ACCEPTED);
        assertThat(dialog.onRequest(request("INFO", 8))).isEqualTo(IncomingVerdict.OUT_OF_ORDER);
        assertThat(dialog.onRequest(request("ACK", 7))).isEqualTo(IncomingVerdict.ACCEPTED);
        assertThat(dialog.onRequest(request("BYE", 10))).isEqualTo(IncomingVerdict.ACCEPTED);
        assertThat(dialog.onRequest(request("INFO", 11))).isEqualTo(IncomingVerdict.NO_DIALOG);
    }

    @Test
    void callersDialogTakesAnyFirstNumberFromThePeer() throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(200, "INVITE", 7, BOB));
        assertThat(dialog.onRequest(between("INFO", 0, "b", "a"))).isEqualTo(IncomingVerdict.ACCEPTED);
    }

    @Test
    void onlyTargetRefreshRequestsMoveTheTarget() throws SipParseException {
        Dialog dialog = Dialog.uas(INVITE, "b", DialogState.CONFIRMED);
        dialog.onRequest(request("INFO", 8, "Contact: <sip:elsewhere>"));
        assertThat(dialog.remoteTarget()).isEqualTo("sip:alice@192.0.2.1");
        dialog.onRequest(request("UPDATE", 9, "Contact: <sip:moved>"));
        assertThat(dialog.remoteTarget()).isEqualTo("sip:moved");
    }

    @Test
    void terminatedDialogMakesNoRequests() throws SipParseException {
        Dialog dialog = Dialog.uac(INVITE, response(200, "INVITE", 7, BOB));
        dialog.terminate();
        assertThatThrownBy(() -> dialog.request(Method.INFO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void dialogNeedsAContact() {
        assertThatThrownBy(() -> Dialog.uac(INVITE, response(200, "INVITE", 7)))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining("Contact");
    }
}
