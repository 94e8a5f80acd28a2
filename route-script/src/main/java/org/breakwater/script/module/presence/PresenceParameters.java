package org.breakwater.script.module.presence;

import java.util.Map;
import java.util.Set;
import org.breakwater.script.run.LocalDomains;

/**
 * What a script sets for presence.
 *
 * @param serverAddress Contact of this server in replies and NOTIFY; empty for the socket the request came in on
 * @param bounds how long publications and subscriptions last
 * @param events event packages that the loaded modules bring
 * @param singleDialog whether every watcher gets one {@code dialog} element only
 * @param merging {@code merge} and its kin by name, as given; what is missing has its default
 * @param names how users are told from one another
 * @param documents where lists and rules are, and whether the rules count
 */
public record PresenceParameters(
        String serverAddress,
        Bounds bounds,
        Set<String> events,
        boolean singleDialog,
        Map<String, String> merging,
        Names names,
        Documents documents) {

    /** Copies the collections. */
    public PresenceParameters {
        events = Set.copyOf(events);
        merging = Map.copyOf(merging);
    }

    /**
     * Seconds.
     *
     * @param min less is refused with 423, 0 for nothing
     * @param max more is shortened
     */
    public record Bounds(int min, int max) {}

    /**
     * Names of users.
     *
     * @param useDomain whether users of the same name in two domains are two users, as usrloc's {@code use_domain} says
     * @param local what counts as {@code myself}
     */
    public record Names(boolean useDomain, LocalDomains local) {}

    /**
     * Lists of people, and rules about who may see whom.
     *
     * @param dbUrl database, empty for the server's own
     * @param root what the paths of all documents begin with
     * @param forceActive whether everybody may watch presence, whatever rules there are
     */
    public record Documents(String dbUrl, String root, boolean forceActive) {}
}
