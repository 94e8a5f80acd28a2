package org.breakwater.platform.security;

import java.net.InetAddress;

/** An address as an unsigned 128-bit number; IPv4 lies at {@code ::ffff:0:0/96}, so one comparison serves both. */
record Address128(long high, long low) implements Comparable<Address128> {

    static Address128 of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return new Address128(0, 0xffff_0000_0000L | bits(bytes, 0, 4));
        }
        return new Address128(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    /** The lowest address that shares the first {@code prefix} bits. */
    Address128 first(int prefix) {
        return new Address128(high & mask(prefix), low & mask(prefix - 64));
    }

    /** The highest address that shares the first {@code prefix} bits. */
    Address128 last(int prefix) {
        return new Address128(high | ~mask(prefix), low | ~mask(prefix - 64));
    }

    boolean inside(Address128 block, int prefix) {
        return first(prefix).equals(block.first(prefix));
    }

    @Override
    public int compareTo(Address128 other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private static long bits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
