package org.breakwater.sip.dialog;

import java.util.Optional;
import java.util.function.Function;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;

/**
 * The Replaces header field (RFC 3891 §6.1).
 *
 * @param callId Call-ID of the dialog to replace
 * @param toTag the tag of the one who gets the INVITE: its local tag
 * @param fromTag the tag of its present peer
 * @param earlyOnly whether only an early dialog may be replaced
 */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {

    /**
     * Parses a field value.
     *
     * @throws SipParseException 400 when the Call-ID or a tag is missing
     */
    public static Replaces parse(String value) throws SipParseException {
        int end = value.indexOf(';');
        String callId = (end < 0 ? value : value.substring(0, end)).trim();
        Params params = new Params(end < 0 ? "" : value.substring(end));
        String toTag = params.get("to-tag");
        String fromTag = params.get("from-tag");
        if (callId.isEmpty() || toTag == null || fromTag == null) {
            throw new SipParseException(400, 0, "Malformed Replaces header");
        }
        return new Replaces(callId, toTag, fromTag, params.has("early-only"));
    }

    /** The header for a dialog of the one who shall get the INVITE, seen from its peer: our dialog with it. */
    public static Replaces ofPeerOf(DialogId ours) {
        return new Replaces(ours.callId(), ours.remoteTag(), ours.localTag(), false);
    }

    /** What becomes of an INVITE with Replaces (RFC 3891 §3). */
    public sealed interface Match permits Replace, Refuse {}

    /** Answer it in the place of this dialog, then end that. */
    public record Replace(Dialog dialog) implements Match {}

    /** Answer with this status. */
    public record Refuse(int status) implements Match {}

    /** Finds the dialog to replace among ours. */
    public Match match(Function<DialogId, Optional<Dialog>> dialogs) {
        Optional<Dialog> found = dialogs.apply(new DialogId(callId, toTag, fromTag));
        if (found.isEmpty() && fromTag.equals("0")) {
            // a peer of RFC 2543 has no tag, which Replaces writes as zero
            found = dialogs.apply(new DialogId(callId, toTag, ""));
        }
        if (found.isEmpty()) {
            return new Refuse(481);
        }
        Dialog dialog = found.get();
        if (dialog.state() == DialogState.TERMINATED) {
            return new Refuse(603);
        }
        if (dialog.state() == DialogState.EARLY) {
            return dialog.isUac() ? new Replace(dialog) : new Refuse(481);
        }
        return earlyOnly ? new Refuse(486) : new Replace(dialog);
    }

    @Override
    public String toString() {
        return callId + ";to-tag=" + toTag + ";from-tag=" + fromTag + (earlyOnly ? ";early-only" : "");
    }
}
