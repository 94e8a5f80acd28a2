package org.breakwater.sip.proxy;

import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;

/**
 * A reply on its way upstream.
 *
 * @param status its status, possibly another than was received
 * @param reason reason phrase
 * @param message the reply as received; null for one made here
 * @param edits changes to it; null for none
 */
public record RelayedReply(int status, String reason, SipMessage message, MessageEdits edits) {

    /** A reply passed on as it came. */
    public static RelayedReply of(SipMessage message) {
        return new RelayedReply(message.status(), null, message, null);
    }

    /** A reply made here, written when it is sent. */
    public static RelayedReply local(int status, String reason) {
        return new RelayedReply(status, reason, null, null);
    }

    /** Whether it was made here, because nobody answered or the request could not be sent. */
    public boolean isLocal() {
        return message == null;
    }

    /** The same reply with other edits. */
    public RelayedReply withEdits(MessageEdits newEdits) {
        return new RelayedReply(status, reason, message, newEdits);
    }

    /** The reason phrase, new or as received. */
    public String reasonText() {
        return reason != null ? reason : message.reason();
    }

    /** The octets to send: without the topmost Via, which is ours. Not for local ones. */
    public byte[] write() {
        boolean sameLine = reason == null && status == message.status();
        boolean hasVia = message.has(HeaderName.VIA);
        if (sameLine && hasVia && (edits == null || edits.isEmpty())) {
            return withoutTopVia();
        }
        MessageEdits all = edits == null ? new MessageEdits() : edits.copy();
        if (hasVia) {
            all.delete(TopVia.start(message), TopVia.end(message));
        }
        String startLine = sameLine ? null : "SIP/2.0 " + status + ' ' + reasonText();
        return MessageWriter.write(message, startLine, "", all);
    }

    private byte[] withoutTopVia() {
        byte[] source = message.buffer();
        int start = TopVia.start(message);
        int end = TopVia.end(message);
        byte[] out = new byte[source.length - (end - start)];
        System.arraycopy(source, 0, out, 0, start);
        System.arraycopy(source, end, out, start, source.length - end);
        return out;
    }
}
