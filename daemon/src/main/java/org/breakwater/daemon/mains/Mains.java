package org.breakwater.daemon.mains;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;

/**
 * The main servers of the cluster as they present themselves: this one from its first moment on, as one that takes no phones
 * yet. Any thread; reading takes no locks.
 */
public final class Mains {

    /** Length of a key. */
    public static final int KEY_BYTES = 32;

    private final SharedMap<String, MainRecord> map;
    private final ClusterMembers members;
    private final String key;
    private final Map<String, MainRecord> known = new ConcurrentHashMap<>();
    private volatile List<ListenAddress> sockets = List.of();
    private volatile boolean well;
    private volatile Others others = new Others(Map.of(), Set.of());

    /**
     * @param map where all main servers tell of themselves, see {@link MainMaps}
     * @param key {@value #KEY_BYTES} octets from a secure random source
     */
    public Mains(SharedMap<String, MainRecord> map, ClusterMembers members, byte[] key) {
        this.map = map;
        this.members = members;
        this.key = HexFormat.of().formatHex(key);
        map.listen((node, before, after) -> changed(node, after));
        map.forEach(this::changed);
        members.listen(new ClusterMembers.Listener() {
            @Override
            public void joined(Member member) {
                look();
            }

            @Override
            public void left(Member member) {
                look();
            }
        });
        publish();
    }

    /** The others that are in the cluster now, by their run, and all their addresses. */
    private record Others(Map<String, MainRecord> byRun, Set<InetAddress> addresses) {}

    /** Tells the others where this server takes SIP. */
    public void present(List<ListenPoint> points) {
        List<ListenAddress> found = new ArrayList<>();
        boolean outside = points.stream().anyMatch(p -> !isLoopback(p));
        points.stream()
                .filter(p -> p.protocol().isReliable() && !(outside && isLoopback(p)))
                .sorted(Comparator.comparing(ListenPoint::protocol)) // plain TCP comes first
                .forEach(p -> found.add(new ListenAddress(
                        ListenAddress.Transport.valueOf(p.protocol().name()),
                        Addresses.text(p.address().getAddress()),
                        p.address().getPort())));
        sockets = List.copyOf(found);
        publish();
    }

    /** Tells the others how this server is; to be called each second, whether that changed or not. */
    public void say(boolean nowWell) {
        well = nowWell;
        publish();
    }

    /** Also puts right what an earlier run said by a clock that was ahead. */
    private void publish() {
        String node = members.self().node();
        MainRecord wanted = new MainRecord(members.self().text(), sockets, well, key);
        if (!wanted.equals(map.get(node))) {
            map.put(node, wanted);
        }
    }

    /** What another server says of itself; empty when this run of it said nothing yet. */
    public Optional<Boolean> says(Member member) {
        MainRecord record = known.get(member.node());
        return record == null || !record.run().equals(member.text()) ? Optional.empty() : Optional.of(record.well());
    }

    private static boolean isLoopback(ListenPoint point) {
        return point.address().getAddress().isLoopbackAddress();
    }

    private void changed(String node, MainRecord record) {
        if (record == null) {
            known.remove(node);
        } else {
            known.put(node, record);
        }
        look();
    }

    private synchronized void look() {
        Map<String, MainRecord> byRun = new HashMap<>();
        Set<InetAddress> addresses = new HashSet<>();
        for (Member member : members.present()) {
            MainRecord record = known.get(member.node());
            if (record != null && !member.equals(members.self()) && record.run().equals(member.text())) {
                byRun.put(record.run(), record);
                record.sockets().forEach(s -> addresses.add(IpNetwork.parseAddress(s.host())));
            }
        }
        others = new Others(Map.copyOf(byRun), Set.copyOf(addresses));
    }

    /** Another main server by its run; null when it is not in the cluster. */
    MainRecord other(String run) {
        return others.byRun().get(run);
    }

    /** Whether another main server that is in the cluster has that address. */
    public boolean isOther(InetAddress address) {
        return others.addresses().contains(address);
    }

    /** What tickets for this server are signed with. */
    String key() {
        return key;
    }
}
