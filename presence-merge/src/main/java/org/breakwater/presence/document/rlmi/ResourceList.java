package org.breakwater.presence.document.rlmi;

import java.util.List;
import java.util.Locale;

/**
 * A list and where its members' subscriptions are (RFC 4662 §5.1).
 *
 * @param uri of the list
 * @param version grows by one with each document of a subscription
 * @param full whether all members are in it
 * @param name for people, empty without
 */
public record ResourceList(String uri, long version, boolean full, String name, List<Resource> resources) {

    /** Copies the list. */
    public ResourceList {
        resources = List.copyOf(resources);
    }

    /**
     * A member.
     *
     * @param name for people, empty without
     */
    public record Resource(String uri, String name, List<Instance> instances) {

        /** Copies the list. */
        public Resource {
            instances = List.copyOf(instances);
        }
    }

    /**
     * A member's state as one subscription shows it.
     *
     * @param id unique within the member
     * @param reason why it is terminated, empty without
     * @param contentId of the part with its state, without angle brackets; empty when there is none
     */
    public record Instance(String id, State state, String reason, String contentId) {}

    /** Where a member's subscription is. */
    public enum State {
        ACTIVE,
        PENDING,
        TERMINATED;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
