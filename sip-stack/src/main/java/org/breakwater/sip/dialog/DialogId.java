package org.breakwater.sip.dialog;

import org.breakwater.sip.message.SipMessage;

/**
 * What tells dialogs apart (RFC 3261 §12).
 *
 * @param callId the Call-ID, case-sensitive
 * @param localTag our tag
 * @param remoteTag the peer's tag; empty for a peer without one (RFC 2543)
 */
public record DialogId(String callId, String localTag, String remoteTag) {

    /** The dialog a request from the peer belongs to; its local tag is empty when To has none. */
    public static DialogId ofIncoming(SipMessage request) {
        return new DialogId(request.callId(), orEmpty(request.toTag()), orEmpty(request.fromTag()));
    }

    /** The dialog a response from the peer belongs to. */
    public static DialogId ofResponse(SipMessage response) {
        return new DialogId(response.callId(), orEmpty(response.fromTag()), orEmpty(response.toTag()));
    }

    private static String orEmpty(String tag) {
        return tag == null ? "" : tag;
    }
}
