package org.breakwater.script.module.ipops;

import org.breakwater.script.run.Numbers;

/**
 * A range of addresses in CIDR notation.
 *
 * @param network an address in it, 4 or 16 octets
 * @param bits how many of its bits count
 */
record Subnet(byte[] network, int bits) {

    /** {@code address/bits}, or one address; null when it is neither. */
    static Subnet parse(String text) {
        int slash = text.indexOf('/');
        IpText address = IpText.of(slash < 0 ? text : text.substring(0, slash));
        if (!address.isPure()) {
            return null;
        }
        int all = address.octets().length * 8;
        int bits = slash < 0 ? all : Numbers.parse(text.substring(slash + 1)).orElse(-1);
        return bits < 0 || bits > all ? null : new Subnet(address.octets(), bits);
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
