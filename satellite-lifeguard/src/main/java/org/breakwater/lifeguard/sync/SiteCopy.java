package org.breakwater.lifeguard.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.breakwater.lifeguard.store.SiteStore;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.sync.BindingsValue;
import org.breakwater.registrar.sync.Contents;
import org.breakwater.registrar.sync.SyncTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this branch knows of the mains' tables, in memory and on its disk. Reading never blocks; changing does. */
public final class SiteCopy {

    private static final Logger LOG = LoggerFactory.getLogger(SiteCopy.class);

    private final SiteStore store;
    private final TimeSource time;
    private final Map<String, String> ownSettings;
    private final Map<SyncTable, Contents> contents = new EnumMap<>(SyncTable.class);
    private volatile Known known = new Known(Set.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * Reads the disk. Blocks.
     *
     * @param ownSettings of the LifeGUARD's own configuration; they count where the mains say nothing
     */
    public SiteCopy(SiteStore store, TimeSource time, Map<String, String> ownSettings) {
        this.store = store;
        this.time = time;
        this.ownSettings = Map.copyOf(ownSettings);
        for (SyncTable table : SyncTable.values()) {
            contents.put(table, Contents.of(store.read(table)));
        }
        publish();
    }

    /** Everything in the form in which it is asked for. */
    private record Known(
            Set<String> users,
            Map<String, String> numbers,
            Map<String, String> dids,
            Map<String, String> settings,
            Map<String, List<Binding>> registrations) {}

    /** Whether that is a user of this site. */
    public boolean isLocalUser(String user) {
        return known.users().contains(user);
    }

    /** The local user a number leads to, be it the user's own name; empty when it is none of ours. */
    public Optional<String> localUser(String number) {
        Known now = known;
        return now.users().contains(number)
                ? Optional.of(number)
                : Optional.ofNullable(now.numbers().get(number));
    }

    /** The number in the public network of a number of another site. */
    public Optional<String> did(String number) {
        return Optional.ofNullable(known.dids().get(number));
    }

    /** A setting of the site. */
    public Optional<String> setting(String name) {
        String told = known.settings().get(name);
        return Optional.ofNullable(told == null ? ownSettings.get(name) : told);
    }

    /** A setting that is a list, separated by blanks. */
    public List<String> list(String name) {
        String text = setting(name).orElse("").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /** Where a local user is registered at the main servers, as far as that has not lapsed. */
    public List<Binding> registeredAtMains(String user) {
        long now = time.epochSeconds();
        return known.registrations().getOrDefault(user, List.of()).stream()
                .filter(b -> b.isValid(now))
                .toList();
    }

    /** Every registration at the main servers, lapsed or not. */
    public List<Binding> registeredAtMains() {
        return known.registrations().values().stream().flatMap(List::stream).toList();
    }

    /** How many entries a table has. */
    public synchronized int size(SyncTable table) {
        return contents.get(table).size();
    }

    synchronized Contents contents(SyncTable table) {
        return contents.get(table);
    }

    /**
     * Takes changes over, on disk first. Blocks.
     *
     * @param goneHashes entries that are no more; those of changed entries in their old form count as changed
     * @return how many entries are other than before
     */
    synchronized int change(SyncTable table, Map<String, byte[]> changed, Collection<Long> goneHashes)
            throws WireException {
        Map<String, byte[]> entries = new TreeMap<>(contents.get(table).entries());
        Set<Long> hashes = new HashSet<>(goneHashes);
        List<String> gone = new ArrayList<>();
        for (int bucket = 0; bucket < Contents.BUCKETS; bucket++) {
            contents.get(table).hashesOf(bucket).forEach((key, hash) -> {
                if (hashes.contains(hash) && !changed.containsKey(key)) {
                    gone.add(key);
                }
            });
        }
        store.change(table, changed, gone);
        entries.keySet().removeAll(gone);
        entries.putAll(changed);
        contents.put(table, Contents.of(entries));
        publish();
        return changed.size() + gone.size();
    }

    private void publish() {
        Set<String> users = new HashSet<>();
        contents.get(SyncTable.ACCOUNTS)
                .entries()
                .keySet()
                .forEach(k -> users.add(k.substring(0, Math.max(0, k.lastIndexOf('@')))));
        Map<String, List<Binding>> registrations = new HashMap<>();
        contents.get(SyncTable.REGISTRATIONS).entries().forEach((aor, value) -> {
            try {
                registrations.put(aor, BindingsValue.decode(value));
            } catch (WireException e) {
                LOG.warn("the registration of {} at the main servers is left out: {}", aor, e.getMessage());
            }
        });
        known = new Known(
                users, texts(SyncTable.NUMBERS), texts(SyncTable.DIDS), texts(SyncTable.SETTINGS), registrations);
    }

    private Map<String, String> texts(SyncTable table) {
        Map<String, String> texts = new HashMap<>();
        contents.get(table).entries().forEach((k, v) -> texts.put(k, new String(v, StandardCharsets.UTF_8)));
        return texts;
    }
}
