package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.SqlName;

/** Peers trusted for certain requests: a table like Kamailio's {@code trusted}, in memory. Any thread may ask. */
public final class TrustedDirectory {

    private final TableSnapshot<Map<String, List<TrustedPeer>>> snapshot;

    TrustedDirectory(TableSnapshot<Map<String, List<TrustedPeer>>> snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The entries for a source and transport, highest priority first. Whether their patterns match the request is for
     * the caller to say. Never blocks.
     *
     * @param source address in numbers, as the table has it
     * @param transport {@code udp}, {@code tcp}, {@code tls} …
     */
    public List<TrustedPeer> find(String source, String transport) {
        List<TrustedPeer> peers = snapshot.current().getOrDefault(source, List.of());
        return peers.isEmpty()
                ? peers
                : peers.stream().filter(peer -> peer.accepts(transport)).toList();
    }

    /** Reads the table again. */
    public CompletableFuture<Void> refresh() {
        return snapshot.refresh();
    }

    static TableSnapshot.Loader<Map<String, List<TrustedPeer>>> loader(String table) {
        String sql = "SELECT src_ip, proto, from_pattern, ruri_pattern, tag FROM " + SqlName.quote(table)
                + " ORDER BY priority DESC, id";
        return (connection, previous) -> load(connection, sql);
    }

    private static Map<String, List<TrustedPeer>> load(Connection connection, String sql) throws SQLException {
        Map<String, List<TrustedPeer>> bySource = new HashMap<>();
        Rows.read(connection, sql, row -> {
            TrustedPeer peer = new TrustedPeer(
                    row.getString(1),
                    row.getString(2).toLowerCase(Locale.ROOT),
                    Optional.ofNullable(row.getString(3)),
                    Optional.ofNullable(row.getString(4)),
                    Optional.ofNullable(row.getString(5)));
            bySource.computeIfAbsent(peer.source(), s -> new ArrayList<>(1)).add(peer);
        });
        return bySource;
    }

    /**
     * One row.
     *
     * @param transport {@code any}, {@code none} (matches nothing) or a transport in lower case
     * @param fromPattern regular expression for the From URI; empty matches all
     * @param requestUriPattern regular expression for the Request-URI; empty matches all
     */
    public record TrustedPeer(
            String source,
            String transport,
            Optional<String> fromPattern,
            Optional<String> requestUriPattern,
            Optional<String> tag) {
        boolean accepts(String candidate) {
            return transport.equals("any") || transport.equalsIgnoreCase(candidate);
        }
    }
}
