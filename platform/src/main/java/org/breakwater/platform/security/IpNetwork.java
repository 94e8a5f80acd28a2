package org.breakwater.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses, {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * @param address any address inside the block
 * @param prefixLength 0–32 for IPv4, 0–128 for IPv6
 */
public record IpNetwork(InetAddress address, int prefixLength) {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";

    /** Refuses a prefix length that the address family does not have. */
    public IpNetwork {
        int bits = address.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " is not within 0.." + bits);
        }
    }

    /**
     * Reads CIDR notation; an address without a slash is a block of one. Names are not looked up.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new IpNetwork(address, address.getAddress().length * 8);
        }
        try {
            return new IpNetwork(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\": a number must follow the slash", e);
        }
    }

    /**
     * Reads an address in numbers, IPv6 with or without brackets.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static InetAddress parseAddress(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!isNumeric(bare)) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IP address", e);
        }
    }

    /** True when {@code text} is an address in numbers and not a name. */
    public static boolean isAddress(String text) {
        try {
            parseAddress(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** True when {@code candidate} is of the same family and inside the block. */
    public boolean contains(InetAddress candidate) {
        return candidate.getAddress().length == address.getAddress().length
                && Address128.of(candidate).inside(Address128.of(address), blockBits());
    }

    Address128 first() {
        return Address128.of(address).first(blockBits());
    }

    Address128 last() {
        return Address128.of(address).last(blockBits());
    }

    /** Length of the prefix once IPv4 is seen as a part of IPv6. */
    private int blockBits() {
        return prefixLength + 128 - address.getAddress().length * 8;
    }

    /** Only shapes that {@link InetAddress#getByName} reads without asking the DNS. */
    private static boolean isNumeric(String text) {
        if (text.indexOf(':') >= 0) {
            return text.matches("[0-9a-fA-F:.]+");
        }
        return text.matches("(?:" + OCTET + "\\.){3}" + OCTET);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
