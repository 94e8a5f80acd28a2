package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.SqlName;

/** Users' short numbers: a table like Kamailio's {@code speed_dial}, in memory. Any thread may ask. */
public final class SpeedDialDirectory {

    private final TableSnapshot<Map<String, List<Entry>>> snapshot;

    SpeedDialDirectory(TableSnapshot<Map<String, List<Entry>>> snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The URI a user's short number stands for. Never blocks.
     *
     * @param owner who dialled
     * @param dialled the short number
     * @param compareDomains whether both domains must agree too
     */
    public Optional<String> find(DirectoryName owner, DirectoryName dialled, boolean compareDomains) {
        for (Entry entry : snapshot.current().getOrDefault(owner.username(), List.of())) {
            boolean domains = !compareDomains
                    || entry.owner().domain().equalsIgnoreCase(owner.domain())
                            && entry.dialled().domain().equalsIgnoreCase(dialled.domain());
            if (domains && entry.dialled().username().equals(dialled.username())) {
                return Optional.of(entry.newUri());
            }
        }
        snapshot.missed();
        return Optional.empty();
    }

    /** Reads the table again. */
    public CompletableFuture<Void> refresh() {
        return snapshot.refresh();
    }

    static TableSnapshot.Loader<Map<String, List<Entry>>> loader(String table) {
        String sql = "SELECT username, domain, sd_username, sd_domain, new_uri FROM " + SqlName.quote(table)
                + " ORDER BY id";
        return (connection, previous) -> load(connection, sql);
    }

    private static Map<String, List<Entry>> load(Connection connection, String sql) throws SQLException {
        Map<String, List<Entry>> byOwner = new HashMap<>();
        Rows.read(connection, sql, row -> {
            Entry entry = new Entry(
                    new DirectoryName(row.getString(1), row.getString(2)),
                    new DirectoryName(row.getString(3), row.getString(4)),
                    row.getString(5));
            byOwner.computeIfAbsent(entry.owner().username(), o -> new ArrayList<>(1))
                    .add(entry);
        });
        return byOwner;
    }

    record Entry(DirectoryName owner, DirectoryName dialled, String newUri) {}
}
