package org.breakwater.sip.codec;

/**
 * Bounds and choices of stream framing.
 *
 * @param maxHeaderBytes start line and header section together
 * @param maxMessageBytes the whole message
 * @param lengthRequired whether a message without Content-Length is refused (RFC 3261 §18.3) or taken as without body
 * @param http whether HTTP requests are handed on rather than refused
 * @param msrp whether MSRP frames are handed on rather than refused
 */
public record FramingRules(
        int maxHeaderBytes, int maxMessageBytes, boolean lengthRequired, boolean http, boolean msrp) {

    /** 32 KiB of header, 64 KiB in all, Content-Length required, HTTP handed on, MSRP not. */
    public static final FramingRules DEFAULT = new FramingRules(32768, 65536, true, true, false);

    /** The same without MSRP. */
    public FramingRules(int maxHeaderBytes, int maxMessageBytes, boolean lengthRequired, boolean http) {
        this(maxHeaderBytes, maxMessageBytes, lengthRequired, http, false);
    }

    /** The same with MSRP. */
    public FramingRules withMsrp() {
        return new FramingRules(maxHeaderBytes, maxMessageBytes, lengthRequired, http, true);
    }
}
