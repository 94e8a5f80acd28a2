package org.breakwater.sip.message;

/**
 * The bytes are not a SIP message, or break a rule that no peer may break. Carries the status a server answers with
 * when the header fields needed for an answer could be read.
 */
public final class SipParseException extends Exception {

    private final int offset;
    private final int status;

    /**
     * @param status what to answer: 400, 413, 416, 420, 505 …
     * @param offset octets from the start of the message to the fault
     * @param reason a phrase fit for a reason phrase: what is wrong, naming the header
     */
    public SipParseException(int status, int offset, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.offset = offset;
    }

    /** Octets from the start of the message to the fault. */
    public int offset() {
        return offset;
    }

    /** The status to answer with. */
    public int status() {
        return status;
    }
}
