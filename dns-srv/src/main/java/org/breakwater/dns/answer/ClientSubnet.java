package org.breakwater.dns.answer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The client subnet option (RFC 7871 §6).
 *
 * @param address the client's network, zeros behind its prefix
 * @param prefixLength how much of it is known; 0 when the client does not want to be known
 */
record ClientSubnet(InetAddress address, int prefixLength) {

    private static final int FIXED = 4;

    /** Reads the option's data. Empty when it breaks a rule, which is a FORMERR (§7.1.2). */
    static Optional<ClientSubnet> parse(byte[] data, int at, int length) {
        if (length < FIXED) {
            return Optional.empty();
        }
        int family = (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
        int prefix = data[at + 2] & 0xff;
        int scope = data[at + 3];
        int size = family == 1 ? 4 : family == 2 ? 16 : 0;
        int given = length - FIXED;
        if (size == 0 || prefix > size * 8 || scope != 0 || given != (prefix + 7) / 8) {
            return Optional.empty();
        }
        byte[] octets = new byte[size];
        System.arraycopy(data, at + FIXED, octets, 0, given);
        if (prefix % 8 != 0 && (octets[given - 1] & 0xff >> prefix % 8) != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientSubnet(InetAddress.getByAddress(octets), prefix));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }
}
