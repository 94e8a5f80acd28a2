package org.breakwater.sip.dialog;

import java.util.Optional;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Provisional responses the peer sends reliably (RFC 3262 §4), of one dialog: which need a PRACK, which are repeated or
 * come too early. Not thread-safe.
 */
public final class ReliableReception {

    private long lastRseq = -1;

    /** What to do with a provisional response. */
    public enum Verdict {
        /** Not sent reliably: no PRACK. */
        UNRELIABLE,
        /** Send PRACK and act on it. */
        ACKNOWLEDGE,
        /** Seen before, or one before it is missing: ignore it. */
        IGNORE
    }

    /**
     * Takes a provisional response.
     *
     * @throws SipParseException when it asks for 100rel without a usable RSeq
     */
    public Verdict received(SipMessage response) throws SipParseException {
        if (response.status() == 100 || !HeaderValues.contains(response, HeaderName.REQUIRE, "100rel")) {
            return Verdict.UNRELIABLE;
        }
        long rseq = number(response.header(HeaderName.RSEQ), "RSeq");
        if (lastRseq >= 0 && rseq != lastRseq + 1) {
            return Verdict.IGNORE;
        }
        lastRseq = rseq;
        return Verdict.ACKNOWLEDGE;
    }

    /** The RAck value for a response that is to be acknowledged. */
    public static String rack(SipMessage response) throws SipParseException {
        return response.header(HeaderName.RSEQ).trim()
                + ' '
                + response.cseq().number()
                + ' '
                + response.cseq().methodName();
    }

    /** The RSeq a RAck names when it is for our response to this request; empty when it is for another. */
    public static Optional<Long> acknowledged(String rack, SipMessage invite) throws SipParseException {
        if (rack == null) {
            throw new SipParseException(400, 0, "Missing RAck header");
        }
        String[] parts = rack.trim().split("\\s+");
        if (parts.length != 3) {
            throw new SipParseException(400, 0, "Malformed RAck header");
        }
        long rseq = number(parts[0], "RAck");
        long cseq = number(parts[1], "RAck");
        boolean same =
                cseq == invite.cseq().number() && parts[2].equals(invite.cseq().methodName());
        return same ? Optional.of(rseq) : Optional.empty();
    }

    private static long number(String text, String field) throws SipParseException {
        if (text == null || !text.trim().matches("\\d{1,10}")) {
            throw new SipParseException(400, 0, "Malformed " + field + " header");
        }
        return Long.parseLong(text.trim());
    }
}
