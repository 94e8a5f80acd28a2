package org.breakwater.sip.codec;

/**
 * Bounds and choices of stream framing.
 *
 * @param maxHeaderBytes start line and header section together
 * @param maxMessageBytes the whole message
 * @param lengthRequired whether a message without Content-Length is refused (RFC 3261 §18.3) or taken as without body
 * @param http whether HTTP requests are handed on rather than refused
 */
public record FramingRules(int maxHeaderBytes, int maxMessageBytes, boolean lengthRequired, boolean http) {

    /** 32 KiB of header, 64 KiB in all, Content-Length required, HTTP handed on. */
    public static final FramingRules DEFAULT = new FramingRules(32768, 65536, true, true);
}
