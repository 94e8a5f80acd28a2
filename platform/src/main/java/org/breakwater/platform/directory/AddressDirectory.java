package org.breakwater.platform.directory;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.SqlName;
import org.breakwater.platform.security.IpNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Groups of peers by address: a table like Kamailio's {@code address}, in memory. Any thread may ask. */
public final class AddressDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(AddressDirectory.class);

    private final Supplier<Content> content;
    private final Supplier<CompletableFuture<Void>> refresh;

    AddressDirectory(TableSnapshot<Content> snapshot) {
        this.content = snapshot::current;
        this.refresh = snapshot::refresh;
    }

    private AddressDirectory(Content fixed) {
        this.content = () -> fixed;
        this.refresh = () -> CompletableFuture.completedFuture(null);
    }

    /** Peers that come from elsewhere than a table and stay as they are. */
    public static AddressDirectory of(List<Peer> peers) {
        Content fixed = Content.empty();
        peers.forEach(fixed::add);
        return new AddressDirectory(fixed);
    }

    /**
     * The entry of a group that an address and port fall under: single addresses before networks. Never blocks.
     *
     * @param port 1–65535; 0 matches only entries for any port
     */
    public Optional<Peer> find(int group, InetAddress address, int port) {
        Content now = content.get();
        for (Peer peer : now.single().getOrDefault(address, List.of())) {
            if (peer.group() == group && peer.acceptsPort(port)) {
                return Optional.of(peer);
            }
        }
        for (Peer peer : now.networks().getOrDefault(group, List.of())) {
            if (peer.acceptsPort(port) && peer.network().contains(address)) {
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    /** The entry of any group, single addresses before networks and low groups before high ones. Never blocks. */
    public Optional<Peer> findInAnyGroup(InetAddress address, int port) {
        Content now = content.get();
        for (Peer peer : now.single().getOrDefault(address, List.of())) {
            if (peer.acceptsPort(port)) {
                return Optional.of(peer);
            }
        }
        return now.networks().keySet().stream()
                .sorted()
                .flatMap(group -> find(group, address, port).stream())
                .findFirst();
    }

    /** The entry of a group that holds a host name instead of an address. Never blocks, never asks the DNS. */
    public Optional<Peer> findName(int group, String host, int port) {
        return content.get().names().getOrDefault(host.toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(peer -> peer.group() == group && peer.acceptsPort(port))
                .findFirst();
    }

    /** The first entry of any group that holds a host name. Never blocks, never asks the DNS. */
    public Optional<Peer> findNameInAnyGroup(String host, int port) {
        return content.get().names().getOrDefault(host.toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(peer -> peer.acceptsPort(port))
                .findFirst();
    }

    /** Every entry, for listings. */
    public List<Peer> all() {
        return content.get().all();
    }

    /** Reads the table again. */
    public CompletableFuture<Void> refresh() {
        return refresh.get();
    }

    static TableSnapshot.Loader<Content> loader(String table) {
        String sql = "SELECT grp, ip_addr, mask, port, tag FROM " + SqlName.quote(table) + " ORDER BY id";
        return (connection, previous) -> load(connection, sql, previous.leftOut());
    }

    private static Content load(Connection connection, String sql, Set<String> knownBad) throws SQLException {
        Content content = Content.empty();
        Rows.read(connection, sql, row -> {
            try {
                content.add(peer(row));
            } catch (IllegalArgumentException e) {
                String block = row.getString(2) + "/" + row.getInt(3);
                content.leftOut().add(block);
                if (!knownBad.contains(block)) {
                    LOG.warn("address {} is left out: {}", block, e.getMessage());
                }
            }
        });
        return content;
    }

    private static Peer peer(ResultSet rows) throws SQLException {
        String host = rows.getString(2).strip();
        IpNetwork network = null;
        if (IpNetwork.isAddress(host)) {
            network = new IpNetwork(IpNetwork.parseAddress(host), rows.getInt(3));
        }
        return new Peer(rows.getInt(1), host, Optional.ofNullable(network), rows.getInt(4), rows.getString(5));
    }

    /**
     * One row.
     *
     * @param group {@code grp}
     * @param host {@code ip_addr} as written
     * @param block address and {@code mask}; empty when {@code host} is a name
     * @param port 0 stands for any
     * @param tag null when there is none
     */
    public record Peer(int group, String host, Optional<IpNetwork> block, int port, String tag) {
        boolean acceptsPort(int candidate) {
            return port == 0 || port == candidate;
        }

        private IpNetwork network() {
            return block.orElseThrow();
        }

        private boolean isSingle() {
            return network().prefixLength() == network().address().getAddress().length * 8;
        }
    }

    record Content(
            Map<InetAddress, List<Peer>> single,
            Map<Integer, List<Peer>> networks,
            Map<String, List<Peer>> names,
            List<Peer> all,
            Set<String> leftOut) {

        static Content empty() {
            return new Content(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashSet<>());
        }

        /** Of several entries for one address or name the last one counts, as in Kamailio. */
        private void add(Peer peer) {
            all.add(peer);
            if (peer.block().isEmpty()) {
                names.computeIfAbsent(peer.host().toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                        .add(0, peer);
            } else if (peer.isSingle()) {
                single.computeIfAbsent(peer.network().address(), a -> new ArrayList<>(1))
                        .add(0, peer);
            } else {
                networks.computeIfAbsent(peer.group(), g -> new ArrayList<>()).add(peer);
            }
        }
    }
}
