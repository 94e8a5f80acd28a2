package org.breakwater.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakwater.sip.dialog.Messages.between;
import static org.breakwater.sip.dialog.Messages.response;

import java.util.Optional;
import org.breakwater.sip.dialog.Replaces.Refuse;
import org.breakwater.sip.dialog.Replaces.Replace;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final SipMessage INVITE = between("INVITE", 1, "a", null, "Contact: <sip:alice>");
    private static final Replaces AT_CALLER = new Replaces("call-1", "a", "b", false);
    private static final Replaces AT_CALLEE = new Replaces("call-1", "b", "a", false);

    @Test
    void confirmedDialogIsReplacedUnlessOnlyAnEarlyOneIsWanted() throws SipParseException {
        Dialog dialog = Dialog.uas(INVITE, "b", DialogState.CONFIRMED);
        assertThat(match(AT_CALLEE, dialog)).isEqualTo(new Replace(dialog));
        assertThat(match(new Replaces("call-1", "b", "a", true), dialog)).isEqualTo(new Refuse(486));
    }

    @Test
    void earlyDialogIsReplacedOnlyAtItsCaller() throws SipParseException {
        Dialog atCaller = Dialog.uac(INVITE, response(180, "INVITE", 1, "Contact: <sip:bob>"));
        Dialog atCallee = Dialog.uas(INVITE, "b", DialogState.EARLY);
        assertThat(match(AT_CALLER, atCaller)).isEqualTo(new Replace(atCaller));
        assertThat(match(AT_CALLEE, atCallee)).isEqualTo(new Refuse(481));
    }

    @Test
    void endedAndUnknownDialogsAreRefused() throws SipParseException {
        Dialog dialog = Dialog.uas(INVITE, "b", DialogState.CONFIRMED);
        dialog.terminate();
        assertThat(match(AT_CALLEE, dialog)).isEqualTo(new Refuse(603));
        assertThat(match(AT_CALLER, dialog)).isEqualTo(new Refuse(481));
    }

    @Test
    void attendedTransferCarriesReplacesThroughReferTo() throws SipParseException {
        Replaces replaces = Replaces.ofPeerOf(new DialogId("call@1;x", "mine", "theirs"));

        ReferTo parsed = ReferTo.parse(
                ReferTo.attended("sip:carol@example.com;transport=tcp", new Replaces("c@1", "t", "f", false)));

        assertThat(parsed.uri()).isEqualTo("sip:carol@example.com;transport=tcp");
        assertThat(parsed.method()).isEqualTo("INVITE");
        assertThat(parsed.replaces()).contains(new Replaces("c@1", "t", "f", false));
        assertThat(replaces.toTag()).isEqualTo("theirs");
        assertThat(replaces.fromTag()).isEqualTo("mine");
    }

    @Test
    void methodOfTheUriIsKept() throws SipParseException {
        ReferTo bye = ReferTo.parse("<sip:bob@example.com;method=BYE>");
        assertThat(bye.method()).isEqualTo("BYE");
        assertThat(bye.uri()).isEqualTo("sip:bob@example.com");
        assertThat(bye.replaces()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-1", "call-1;to-tag=a", ";to-tag=a;from-tag=b"})
    void replacesWithoutItsPartsIsMalformed(String value) {
        assertThatThrownBy(() -> Replaces.parse(value)).isInstanceOf(SipParseException.class);
    }

    @Test
    void progressOfATransferIsReportedOncePerStatusAndEndsWithTheFinalOne() {
        ReferProgress progress = new ReferProgress(60);
        assertThat(progress.accepted().body()).isEqualTo("SIP/2.0 100 Trying\r\n");
        assertThat(progress.response(180)).map(n -> n.state().toString()).contains("active;expires=60");
        assertThat(progress.response(180)).isEmpty();
        assertThat(progress.response(486)).map(n -> n.state().toString()).contains("terminated;reason=noresource");
        assertThat(progress.isOver()).isTrue();
        assertThat(progress.response(200)).isEmpty();
    }

    @Test
    void statusIsReadFromAFragment() {
        assertThat(ReferProgress.statusOf("SIP/2.0 603 Declined\r\nTo: x\r\n")).contains(603);
        assertThat(ReferProgress.statusOf("To: x")).isEmpty();
        assertThat(ReferProgress.statusOf("SIP/2.0 9")).isEmpty();
    }

    private static Replaces.Match match(Replaces replaces, Dialog only) {
        return replaces.match(id -> id.equals(only.id()) ? Optional.of(only) : Optional.empty());
    }
}
