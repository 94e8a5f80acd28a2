package org.breakwater.script.module.ipops;

import java.util.List;

/** What blocks of addresses are set aside for (RFC 6890, RFC 4291), by the names Kamailio gives them. */
final class AddressTypes {

    private static final List<Block> IPV4 = List.of(
            block("255.255.255.255", "BROADCAST"),
            block("10.0.0.0/8", "PRIVATE"),
            block("172.16.0.0/12", "PRIVATE"),
            block("192.168.0.0/16", "PRIVATE"),
            block("0.0.0.0/8", "PRIVATE"),
            block("100.64.0.0/10", "SHARED"),
            block("127.0.0.0/8", "LOOPBACK"),
            block("169.254.0.0/16", "LINK-LOCAL"),
            block("192.0.0.0/24", "RESERVED"),
            block("192.0.2.0/24", "TEST-NET"),
            block("198.51.100.0/24", "TEST-NET"),
            block("203.0.113.0/24", "TEST-NET"),
            block("192.88.99.0/24", "6TO4-RELAY"),
            block("198.18.0.0/15", "RESERVED"),
            block("224.0.0.0/4", "MULTICAST"),
            block("240.0.0.0/4", "RESERVED"),
            block("0.0.0.0/0", "PUBLIC"));
    private static final List<Block> IPV6 = List.of(
            block("::", "UNSPECIFIED"),
            block("::1", "LOOPBACK"),
            block("::ffff:0:0/96", "IPV4MAP"),
            block("100::/64", "DISCARD"),
            block("2001::/32", "TEREDO"),
            block("2001:2::/48", "BMWG"),
            block("2001:db8::/32", "DOCUMENTATION"),
            block("2001:10::/28", "ORCHID"),
            block("2002::/16", "6TO4"),
            block("2000::/3", "GLOBAL-UNICAST"),
            block("fc00::/7", "UNIQUE-LOCAL-UNICAST"),
            block("fe80::/10", "LINK-LOCAL-UNICAST"),
            block("ff00::/8", "MULTICAST"),
            block("::/0", "RESERVED"));
    private static final List<Subnet> RFC1918 =
            List.of(Subnet.parse("10.0.0.0/8"), Subnet.parse("172.16.0.0/12"), Subnet.parse("192.168.0.0/16"));

    private AddressTypes() {}

    private record Block(Subnet subnet, String type) {}

    private static Block block(String cidr, String type) {
        return new Block(Subnet.parse(cidr), type);
    }

    /** The type of an IPv4 address. */
    static String ofIpv4(byte[] address) {
        return find(IPV4, address);
    }

    /** The type of an IPv6 address. */
    static String ofIpv6(byte[] address) {
        return find(IPV6, address);
    }

    /** Whether an address is private (RFC 1918). */
    static boolean isRfc1918(byte[] address) {
        return RFC1918.stream().anyMatch(s -> s.contains(address));
    }

    private static String find(List<Block> blocks, byte[] address) {
        for (Block block : blocks) {
            if (block.subnet().contains(address)) {
                return block.type();
            }
        }
        throw new IllegalStateException("the last block holds every address");
    }
}
