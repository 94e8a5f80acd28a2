package org.breakwater.platform.directory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The accounts of one table, in memory. Any thread may ask. */
public final class SubscriberDirectory {

    private final TableSnapshot<Map<String, Credential>> snapshot;

    SubscriberDirectory(TableSnapshot<Map<String, Credential>> snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Finds an account. Never blocks; when there is none the table is read again soon.
     *
     * @param username compared letter by letter (RFC 3261 section 19.1.4)
     * @param domainOrNull compared without case; null takes the first account of that name
     */
    public Optional<Credential> find(String username, String domainOrNull) {
        Credential candidate = snapshot.current().get(username);
        while (candidate != null && domainOrNull != null && !candidate.domain().equalsIgnoreCase(domainOrNull)) {
            candidate = candidate.sameUsername;
        }
        if (candidate == null) {
            snapshot.missed();
        }
        return Optional.ofNullable(candidate);
    }

    /** How many different user names there are. */
    public int size() {
        return snapshot.current().size();
    }

    /** Reads the table again. */
    public CompletableFuture<Void> refresh() {
        return snapshot.refresh();
    }
}
