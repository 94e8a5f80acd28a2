package org.breakwater.platform.security;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An immutable set of networks; asking takes time logarithmic in their number. */
public final class NetworkList {

    /** Contains nothing. */
    public static final NetworkList EMPTY = new NetworkList(List.of());

    private final List<IpNetwork> networks;
    private final Address128[] starts;
    private final Address128[] ends;

    /** Contains every address of every network given. */
    public NetworkList(List<IpNetwork> networks) {
        this.networks = List.copyOf(networks);
        List<Address128> from = new ArrayList<>();
        List<Address128> to = new ArrayList<>();
        this.networks.stream()
                .sorted(Comparator.comparing(IpNetwork::first).thenComparing(IpNetwork::last))
                .forEach(network -> append(from, to, network));
        this.starts = from.toArray(new Address128[0]);
        this.ends = to.toArray(new Address128[0]);
    }

    /**
     * Reads a list in CIDR notation.
     *
     * @throws IllegalArgumentException naming the first element that is not a network
     */
    public static NetworkList parse(List<String> networks) {
        return new NetworkList(networks.stream().map(IpNetwork::parse).toList());
    }

    /** True when some network of the list contains the address. */
    public boolean contains(InetAddress address) {
        if (starts.length == 0) {
            return false;
        }
        Address128 wanted = Address128.of(address);
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (starts[middle].compareTo(wanted) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && wanted.compareTo(ends[high]) <= 0;
    }

    /** True when no address is contained. */
    public boolean isEmpty() {
        return starts.length == 0;
    }

    /** The networks as they were given. */
    public List<IpNetwork> networks() {
        return networks;
    }

    private static void append(List<Address128> from, List<Address128> to, IpNetwork network) {
        int last = to.size() - 1;
        if (last >= 0 && network.first().compareTo(to.get(last)) <= 0) {
            if (network.last().compareTo(to.get(last)) > 0) {
                to.set(last, network.last());
            }
            return;
        }
        from.add(network.first());
        to.add(network.last());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkList list && list.networks.equals(networks);
    }

    @Override
    public int hashCode() {
        return networks.hashCode();
    }

    @Override
    public String toString() {
        return networks.toString();
    }
}
