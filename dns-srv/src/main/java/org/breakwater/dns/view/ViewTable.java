package org.breakwater.dns.view;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.breakwater.platform.security.IpNetwork;

/**
 * Finds the view of an address: the longest prefix that contains it decides, and view 0 is everybody else's. Asking takes
 * time logarithmic in the number of prefixes and makes no garbage worth mentioning.
 */
public final class ViewTable {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final Segments ipv4;
    private final Segments ipv6;

    /**
     * Compiles the prefixes of all views.
     *
     * @param prefixes of each view; those of view 0 are not needed
     * @throws IllegalArgumentException when two views have the same prefix
     */
    public ViewTable(List<List<IpNetwork>> prefixes) {
        Map<Block, Integer> owners = new HashMap<>();
        for (int view = 0; view < prefixes.size(); view++) {
            for (IpNetwork network : prefixes.get(view)) {
                Integer other = owners.put(Block.of(network), view);
                if (other != null && other != view) {
                    throw new IllegalArgumentException("prefix " + network + " belongs to two views");
                }
            }
        }
        ipv4 = segments(owners, IPV4_BITS);
        ipv6 = segments(owners, IPV6_BITS);
    }

    /** Index of the view of an address, 0 when no prefix contains it. */
    public int find(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4
                ? ipv4.find(0, word(octets, 0, 4))
                : ipv6.find(word(octets, 0, 8), word(octets, 8, 8));
    }

    /**
     * How many leading bits of the address decide its view: everybody who shares them gets the same answers (RFC 7871
     * §7.2.1).
     */
    public int scope(InetAddress address) {
        byte[] octets = address.getAddress();
        Segments segments = octets.length == 4 ? ipv4 : ipv6;
        BigInteger value = new BigInteger(1, octets);
        int bits = octets.length * 8;
        return IntStream.rangeClosed(0, bits)
                .filter(length -> segments.uniform(first(value, bits - length), last(value, bits - length)))
                .findFirst()
                .orElse(bits);
    }

    private static Segments segments(Map<Block, Integer> owners, int bits) {
        Segments.Builder builder = new Segments.Builder(bits);
        owners.entrySet().stream()
                .filter(entry -> entry.getKey().bits() == bits)
                .sorted(Comparator.comparingInt(entry -> entry.getKey().length()))
                .forEach(entry ->
                        builder.paint(entry.getKey().first(), entry.getKey().last(), entry.getValue()));
        return builder.build();
    }

    private static BigInteger first(BigInteger value, int hostBits) {
        return value.shiftRight(hostBits).shiftLeft(hostBits);
    }

    private static BigInteger last(BigInteger value, int hostBits) {
        return first(value, hostBits).add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
    }

    private static long word(byte[] octets, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (octets[i] & 0xff);
        }
        return value;
    }

    private record Block(int bits, int length, BigInteger first, BigInteger last) {
        static Block of(IpNetwork network) {
            byte[] octets = network.address().getAddress();
            BigInteger value = new BigInteger(1, octets);
            int bits = octets.length * 8;
            int host = bits - network.prefixLength();
            return new Block(bits, network.prefixLength(), ViewTable.first(value, host), ViewTable.last(value, host));
        }
    }
}
