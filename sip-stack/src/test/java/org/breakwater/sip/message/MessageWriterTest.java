package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MessageWriterTest {

    private static final String HEAD = "OPTIONS sip:b@x SIP/2.0\r\nCall-ID: c\r\n";
    private static final String BODY = "abcdefghij";

    private static SipMessage message() throws SipParseException {
        return SipMessage.parse(Octets.bytes(HEAD + "Content-Length: 10\r\n\r\n" + BODY), ParseLimits.DEFAULT);
    }

    private static String written(SipMessage message, MessageEdits edits) {
        byte[] octets = MessageWriter.write(message, null, "", edits);
        return Octets.text(octets, 0, octets.length);
    }

    @Test
    void contentLengthFollowsChangesOfTheBody() throws SipParseException {
        SipMessage m = message();
        MessageEdits edits = new MessageEdits();
        edits.replace(m.bodyStart() + 1, m.bodyStart() + 3, "XYZ");
        edits.insert(m.length(), "!");
        assertThat(written(m, edits)).isEqualTo(HEAD + "Content-Length: 12\r\n\r\naXYZdefghij!");
    }

    @Test
    void octetsDeletedTwiceCountOnce() throws SipParseException {
        SipMessage m = message();
        MessageEdits edits = new MessageEdits();
        edits.delete(m.bodyStart() + 2, m.bodyStart() + 4);
        edits.delete(m.bodyStart() + 1, m.bodyStart() + 6);
        edits.delete(m.bodyStart() + 5, m.bodyStart() + 8);
        assertThat(written(m, edits)).isEqualTo(HEAD + "Content-Length: 3\r\n\r\naij");
    }

    @Test
    void aChangeOfDeletedOctetsIsDroppedAndDoesNotCount() throws SipParseException {
        SipMessage m = message();
        MessageEdits edits = new MessageEdits();
        edits.delete(m.bodyStart(), m.bodyStart() + 5);
        edits.replace(m.bodyStart() + 2, m.bodyStart() + 3, "long text");
        assertThat(written(m, edits)).isEqualTo(HEAD + "Content-Length: 5\r\n\r\nfghij");
    }

    @Test
    void headerChangesLeaveContentLengthAlone() throws SipParseException {
        SipMessage m = message();
        MessageEdits edits = new MessageEdits();
        edits.insert(MessageWriter.endOfHeaders(m), "X: 1\r\n");
        assertThat(written(m, edits)).isEqualTo(HEAD + "Content-Length: 10\r\nX: 1\r\n\r\n" + BODY);
    }
}
