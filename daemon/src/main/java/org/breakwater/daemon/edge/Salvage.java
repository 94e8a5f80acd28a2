package org.breakwater.daemon.edge;

import java.util.Optional;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * What can still be answered of octets that are no message: their readable header lines under a made-up request line,
 * if the fields an answer needs are among them.
 */
final class Salvage {

    private static final String REQUEST_LINE = "OPTIONS sip:unreadable.invalid SIP/2.0\r\n";
    private static final int LONGEST_HEAD = 16384;

    private Salvage() {}

    /** A stand-in for the unreadable request, or empty: a response, an ACK, or too little to answer. */
    static Optional<SipMessage> of(byte[] octets) {
        String text = Octets.text(octets, 0, Math.min(octets.length, LONGEST_HEAD));
        int lineEnd = text.indexOf('\n');
        if (lineEnd < 0 || text.startsWith("SIP/") || text.startsWith("ACK ")) {
            return Optional.empty();
        }
        StringBuilder kept = new StringBuilder(REQUEST_LINE);
        for (String line : text.substring(lineEnd + 1).split("\n")) {
            String trimmed = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (trimmed.isEmpty()) {
                break;
            }
            if (isField(trimmed)) {
                kept.append(trimmed).append("\r\n");
            }
        }
        return parse(kept.append("\r\n").toString());
    }

    /** Only fields an answer copies are kept; whatever else is wrong must not keep us from answering. */
    private static boolean isField(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        return switch (HeaderName.of(line.substring(0, colon).trim())) {
            case VIA, FROM, TO, CALL_ID, CSEQ -> true;
            default -> false;
        };
    }

    private static Optional<SipMessage> parse(String text) {
        try {
            SipMessage message = SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
            boolean answerable = message.has(HeaderName.VIA)
                    && message.has(HeaderName.FROM)
                    && message.has(HeaderName.TO)
                    && message.callId() != null
                    && message.has(HeaderName.CSEQ);
            return answerable ? Optional.of(message) : Optional.empty();
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }
}
