package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.directory.sql.Rows;

/** The domains this server is responsible for: Kamailio's {@code domain} and {@code domain_attrs}, in memory. */
public final class DomainDirectory {

    private static final int TYPE_INTEGER = 0;

    private final TableSnapshot<Map<String, Domain>> snapshot;

    DomainDirectory(TableSnapshot<Map<String, Domain>> snapshot) {
        this.snapshot = snapshot;
    }

    /** The domain with this name, compared without case; empty when it is not ours. Never blocks. */
    public Optional<Domain> find(String name) {
        Domain domain = snapshot.current().get(name.toLowerCase(Locale.ROOT));
        if (domain == null) {
            snapshot.missed();
        }
        return Optional.ofNullable(domain);
    }

    /** All domains. */
    public Collection<Domain> all() {
        return snapshot.current().values();
    }

    /** Reads the tables again. */
    public CompletableFuture<Void> refresh() {
        return snapshot.refresh();
    }

    static TableSnapshot.Loader<Map<String, Domain>> loader() {
        return (connection, previous) -> load(connection);
    }

    private static Map<String, Domain> load(Connection connection) throws SQLException {
        Map<String, Map<String, Object>> attributes = loadAttributes(connection);
        Map<String, Domain> result = new HashMap<>();
        Rows.read(connection, "SELECT `domain`, `did` FROM `domain` ORDER BY id", row -> {
            String name = row.getString(1);
            String did = row.getString(2) == null ? name : row.getString(2);
            result.put(
                    name.toLowerCase(Locale.ROOT),
                    new Domain(name, did, Map.copyOf(attributes.getOrDefault(did, Map.of()))));
        });
        return Map.copyOf(result);
    }

    private static Map<String, Map<String, Object>> loadAttributes(Connection connection) throws SQLException {
        Map<String, Map<String, Object>> byDid = new HashMap<>();
        Rows.read(connection, "SELECT `did`, `name`, `type`, `value` FROM `domain_attrs` ORDER BY id", row -> {
            byDid.computeIfAbsent(row.getString(1), d -> new HashMap<>())
                    .put(row.getString(2), attribute(row.getInt(3), row.getString(4)));
        });
        return byDid;
    }

    private static Object attribute(int type, String value) {
        if (type != TYPE_INTEGER) {
            return value;
        }
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /**
     * One domain.
     *
     * @param name as written in the table
     * @param id {@code did}: domains with the same id belong together; the name when the column is NULL
     * @param attributes from {@code domain_attrs}: {@link Long} for type 0, {@link String} otherwise
     */
    public record Domain(String name, String id, Map<String, Object> attributes) {}
}
