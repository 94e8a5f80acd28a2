package org.breakwater.platform.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlRuntime;

/**
 * What one database says about users, numbers, domains and peers.
 *
 * <p>Asking for a part reads its table for the first time and <em>blocks</em>: do it while the server or a script loads,
 * not on an event loop. Asking again returns the same part at once. The parts themselves never block.
 */
public final class Directory {

    private final Database database;
    private final SqlRuntime runtime;
    private final CredentialCipher cipher;
    private final SqlExecutor sql;
    private final Map<Object, Object> parts = new ConcurrentHashMap<>();
    private final List<TableSnapshot<?>> snapshots = new CopyOnWriteArrayList<>();

    /** {@code cipherOrNull} opens encrypted credentials; null for a database that has none. */
    Directory(Database database, CredentialCipher cipherOrNull, SqlRuntime runtime) {
        this.database = database;
        this.cipher = cipherOrNull;
        this.runtime = runtime;
        this.sql = SqlExecutor.on(database, runtime);
    }

    /** Accounts; each description of a table has its own part. */
    public SubscriberDirectory subscribers(SubscriberTable table) {
        return part(
                SubscriberDirectory.class,
                table,
                () -> new SubscriberDirectory(snapshot(table.table(), Map.of(), new SubscriberLoader(table, cipher))));
    }

    /** A table like {@code dbaliases}. */
    public AliasDirectory aliases(String table) {
        return part(
                AliasDirectory.class,
                table,
                () -> new AliasDirectory(
                        snapshot(table, AliasDirectory.Content.empty(), AliasDirectory.loader(table))));
    }

    /** A table like {@code speed_dial}. */
    public SpeedDialDirectory speedDials(String table) {
        return part(
                SpeedDialDirectory.class,
                table,
                () -> new SpeedDialDirectory(snapshot(table, Map.of(), SpeedDialDirectory.loader(table))));
    }

    /** Tables {@code domain} and {@code domain_attrs}. */
    public DomainDirectory domains() {
        return part(
                DomainDirectory.class,
                "domain",
                () -> new DomainDirectory(snapshot("domain", Map.of(), DomainDirectory.loader())));
    }

    /** A table like {@code address}. */
    public AddressDirectory addresses(String table) {
        return part(
                AddressDirectory.class,
                table,
                () -> new AddressDirectory(
                        snapshot(table, AddressDirectory.Content.empty(), AddressDirectory.loader(table))));
    }

    /** A table like {@code trusted}. */
    public TrustedDirectory trusted(String table) {
        return part(
                TrustedDirectory.class,
                table,
                () -> new TrustedDirectory(snapshot(table, Map.of(), TrustedDirectory.loader(table))));
    }

    /** Any other statement. */
    public SqlExecutor sql() {
        return sql;
    }

    /** The database itself, for code that may block. */
    public Database database() {
        return database;
    }

    /** Reads every table in use again, without blocking. Fails when one of them fails. */
    public CompletableFuture<Void> refresh() {
        List<CompletableFuture<Void>> loads = new ArrayList<>();
        snapshots.forEach(snapshot -> loads.add(snapshot.refresh()));
        return CompletableFuture.allOf(loads.toArray(new CompletableFuture<?>[0]));
    }

    /** Reads every table in use again, on the caller's thread, which must be one that may block. */
    void load() {
        snapshots.forEach(TableSnapshot::load);
    }

    private <T> TableSnapshot<T> snapshot(String name, T empty, TableSnapshot.Loader<T> loader) {
        TableSnapshot<T> snapshot = new TableSnapshot<>(name, database, runtime, empty, loader);
        snapshot.load();
        snapshots.add(snapshot);
        return snapshot;
    }

    private <T> T part(Class<T> type, Object table, Supplier<T> create) {
        return type.cast(parts.computeIfAbsent(List.of(type, table), key -> create.get()));
    }
}
