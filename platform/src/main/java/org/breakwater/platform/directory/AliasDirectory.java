package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.SqlName;

/** Numbers that lead to users: a table like Kamailio's {@code dbaliases}, in memory. Any thread may ask. */
public final class AliasDirectory {

    /** E.164 with or without {@code +}: up to 15 digits. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,15}");

    private final TableSnapshot<Content> snapshot;

    AliasDirectory(TableSnapshot<Content> snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * To whom an alias leads, in the table's order; empty when it is none. Never blocks.
     *
     * @param alias user part
     * @param domainOrNull the alias' domain, null to leave it out of the comparison
     */
    public List<DirectoryName> targets(String alias, String domainOrNull) {
        List<DirectoryName> found = select(snapshot.current().byAlias(), alias, domainOrNull, true);
        if (found.isEmpty()) {
            snapshot.missed();
        }
        return found;
    }

    /** The aliases that lead to a user, in the table's order. Never blocks. */
    public List<DirectoryName> aliasesOf(String username, String domainOrNull) {
        return select(snapshot.current().byTarget(), username, domainOrNull, false);
    }

    /**
     * To whom a telephone number leads; empty when it is not one of ours. Never blocks, and never has the table read
     * again, since strangers may ask.
     *
     * @param digits without {@code +}
     */
    public Optional<DirectoryName> numberTarget(String digits) {
        return Optional.ofNullable(snapshot.current().byNumber().get(digits));
    }

    /** True when a number of ours begins with {@code digits} and is longer. */
    public boolean hasNumberBelow(String digits) {
        String next = snapshot.current().byNumber().higherKey(digits);
        return next != null && next.startsWith(digits);
    }

    /** Reads the table again. */
    public CompletableFuture<Void> refresh() {
        return snapshot.refresh();
    }

    private static List<DirectoryName> select(
            Map<String, List<Entry>> index, String username, String domainOrNull, boolean wantTarget) {
        List<Entry> entries = index.getOrDefault(username, List.of());
        if (entries.isEmpty()) {
            return List.of();
        }
        List<DirectoryName> found = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            DirectoryName compared = wantTarget ? entry.alias() : entry.target();
            if (domainOrNull == null || compared.domain().equalsIgnoreCase(domainOrNull)) {
                found.add(wantTarget ? entry.target() : entry.alias());
            }
        }
        return found;
    }

    static TableSnapshot.Loader<Content> loader(String table) {
        String sql =
                "SELECT alias_username, alias_domain, username, domain FROM " + SqlName.quote(table) + " ORDER BY id";
        return (connection, previous) -> load(connection, sql);
    }

    private static Content load(Connection connection, String sql) throws SQLException {
        Content content = Content.empty();
        Rows.read(connection, sql, row -> {
            Entry entry = new Entry(
                    new DirectoryName(row.getString(1), row.getString(2)),
                    new DirectoryName(row.getString(3), row.getString(4)));
            add(content.byAlias(), entry.alias().username(), entry);
            add(content.byTarget(), entry.target().username(), entry);
            if (NUMBER.matcher(entry.alias().username()).matches()) {
                String digits = entry.alias().username().replace("+", "");
                content.byNumber().putIfAbsent(digits, entry.target());
            }
        });
        return content;
    }

    private static void add(Map<String, List<Entry>> index, String key, Entry entry) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
    }

    record Entry(DirectoryName alias, DirectoryName target) {}

    record Content(
            Map<String, List<Entry>> byAlias,
            Map<String, List<Entry>> byTarget,
            NavigableMap<String, DirectoryName> byNumber) {
        static Content empty() {
            return new Content(new HashMap<>(), new HashMap<>(), new TreeMap<>());
        }
    }
}
