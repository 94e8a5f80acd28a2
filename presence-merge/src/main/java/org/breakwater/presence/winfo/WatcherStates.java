package org.breakwater.presence.winfo;

import org.breakwater.presence.document.winfo.Watcher.Event;
import org.breakwater.presence.document.winfo.Watcher.Status;

/**
 * The states of a watcher (RFC 3857 §4.7.1).
 *
 * <pre>
 *              approved            timeout, rejected, …
 *   PENDING ─────────────▶ ACTIVE ──────────────────────▶ TERMINATED
 *      │  timeout                                              ▲
 *      ├──────────▶ WAITING ──approved, rejected, giveup, …────┤
 *      └────────rejected, deactivated, noresource, …───────────┘
 * </pre>
 *
 * <p>One who was not decided upon before the subscription ran out waits, so that the owner learns of it.
 */
final class WatcherStates {

    private WatcherStates() {}

    static Status after(Status status, Event event) {
        return switch (status) {
            case PENDING ->
                switch (event) {
                    case APPROVED -> Status.ACTIVE;
                    case TIMEOUT -> Status.WAITING;
                    case SUBSCRIBE -> Status.PENDING;
                    default -> Status.TERMINATED;
                };
            case ACTIVE ->
                switch (event) {
                    case APPROVED, SUBSCRIBE -> Status.ACTIVE;
                    default -> Status.TERMINATED;
                };
            case WAITING -> event == Event.TIMEOUT ? Status.WAITING : Status.TERMINATED;
            case TERMINATED -> Status.TERMINATED;
        };
    }
}
