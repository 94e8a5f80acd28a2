package org.breakwater.presence.document.winfo;

import java.util.Locale;

/**
 * One subscription to somebody's state.
 *
 * @param id the same in every document about it
 * @param uri who watches
 * @param display name of who watches, empty without
 * @param status where the subscription is
 * @param event what brought it there
 * @param expiresSeconds how long it lasts yet, -1 when not said
 * @param subscribedSeconds how long it has lasted, -1 when not said
 */
public record Watcher(
        String id,
        String uri,
        String display,
        Status status,
        Event event,
        long expiresSeconds,
        long subscribedSeconds) {

    /** States of RFC 3857 §4.7.1. */
    public enum Status {
        PENDING,
        ACTIVE,
        WAITING,
        TERMINATED;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Causes of RFC 3857 §4.7.1. */
    public enum Event {
        SUBSCRIBE,
        APPROVED,
        DEACTIVATED,
        PROBATION,
        REJECTED,
        TIMEOUT,
        GIVEUP,
        NORESOURCE;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same under another URI. */
    public Watcher of(String otherUri) {
        return new Watcher(id, otherUri, display, status, event, expiresSeconds, subscribedSeconds);
    }
}
