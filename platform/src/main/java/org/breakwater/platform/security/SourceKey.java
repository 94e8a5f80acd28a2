package org.breakwater.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What counts as one source: an IPv4 address, or the /64 network that one IPv6 customer has at least. */
final class SourceKey {

    private static final int IPV6_NETWORK_BITS = 64;
    private static final int IPV4_AT_BYTE = 12;

    private SourceKey() {}

    static Address128 of(InetAddress address) {
        Address128 full = Address128.of(address);
        return address.getAddress().length == 4 ? full : full.first(IPV6_NETWORK_BITS);
    }

    static String toText(Address128 key) {
        byte[] bytes =
                ByteBuffer.allocate(16).putLong(key.high()).putLong(key.low()).array();
        boolean ipv4 = key.high() == 0 && key.low() >>> 32 == 0xffff;
        try {
            return ipv4
                    ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_AT_BYTE, 16))
                            .getHostAddress()
                    : InetAddress.getByAddress(bytes).getHostAddress() + "/" + IPV6_NETWORK_BITS;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
