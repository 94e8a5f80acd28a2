package org.breakwater.sip.codec;

import org.breakwater.sip.message.SipParseException;

/** Takes what {@link StreamFramer} finds in a stream, in order. */
public interface StreamSink {

    /** One complete message; the array is the receiver's. */
    void message(byte[] octets);

    /**
     * The peer sent keepalive pings, a double CRLF each (RFC 5626 §4.4.1).
     *
     * @param count how many since the last call, 1 or more
     */
    void pings(int count);

    /** One complete STUN message. */
    void stun(byte[] octets);

    /** The stream speaks HTTP; these are its octets so far, and framing has ended. */
    void http(byte[] octets);

    /** One complete MSRP frame; the array is the receiver's. */
    default void msrp(byte[] octets) {
        throw new IllegalStateException("MSRP is not asked for");
    }

    /** The head of an MSRP frame that is too large, with an end-line; its body is passed over. */
    default void msrpTooLarge(byte[] octets) {
        throw new IllegalStateException("MSRP is not asked for");
    }

    /**
     * The stream is no SIP, or too large; framing has ended because the next message cannot be found.
     *
     * @param octets what there is of the offending message, cut at the header limit
     * @param fault what to answer, if the octets allow
     */
    void malformed(byte[] octets, SipParseException fault);
}
