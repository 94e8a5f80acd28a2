package org.breakwater.presence.document.reg;

import java.util.List;
import java.util.Locale;

/**
 * An address of record and where it is reached.
 *
 * @param aor as a URI
 * @param id the same in every document about it
 */
public record Registration(String aor, String id, State state, List<Contact> contacts) {

    /** Copies the list. */
    public Registration {
        contacts = List.copyOf(contacts);
    }

    /** States of RFC 3680 §4.7.1. */
    public enum State {
        INIT,
        ACTIVE,
        TERMINATED;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One contact.
     *
     * @param id the same in every document about it
     * @param active whether it is registered, else it has just ended
     * @param event what brought it there
     * @param uri of the contact
     * @param display name, empty without
     * @param expiresSeconds how long it lasts yet, -1 when not said
     * @param q preference as it was written, empty without
     */
    public record Contact(
            String id, boolean active, Event event, String uri, String display, long expiresSeconds, String q) {}

    /** Causes of RFC 3680 §4.7.2. */
    public enum Event {
        REGISTERED,
        CREATED,
        REFRESHED,
        SHORTENED,
        EXPIRED,
        DEACTIVATED,
        PROBATION,
        UNREGISTERED,
        REJECTED;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
