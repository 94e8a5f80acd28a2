package org.breakwater.dns.answer;

import java.util.Arrays;

/**
 * A reply as octets, name compression done, with id 0 and the name in lower case. Immutable.
 *
 * <p>A reply with several addresses exists in several orders, so that phones that take the first spread over the servers.
 */
final class EncodedAnswer {

    private final byte[][] orders;
    private final int keyLength;
    private final int essentialLength;
    private final int additional;
    private final boolean outside;

    /**
     * Wraps encoded replies.
     *
     * @param orders the same reply, each with another address first; 1 or more
     * @param keyLength octets of the question, after the header
     * @param essentialLength octets without the additional section
     * @param additional records of the additional section
     * @param outside whether no zone here contains the name
     */
    EncodedAnswer(byte[][] orders, int keyLength, int essentialLength, int additional, boolean outside) {
        this.orders = orders;
        this.keyLength = keyLength;
        this.essentialLength = essentialLength;
        this.additional = additional;
        this.outside = outside;
    }

    /** One of the orders; {@code choice} is any number. */
    byte[] octets(int choice) {
        return orders.length == 1 ? orders[0] : orders[choice % orders.length];
    }

    /** True when this answers the question. */
    boolean answers(byte[] key, int length) {
        return length == keyLength && Arrays.equals(orders[0], Query.HEADER, Query.HEADER + length, key, 0, length);
    }

    int questionEnd() {
        return Query.HEADER + keyLength;
    }

    int essentialLength() {
        return essentialLength;
    }

    int additional() {
        return additional;
    }

    boolean outside() {
        return outside;
    }

    int rcode() {
        return orders[0][3] & 0xf;
    }
}
