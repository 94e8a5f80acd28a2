package org.breakwater.presence.watcher;

import java.util.Optional;

/**
 * What a phone has been shown of something; immutable.
 *
 * @param <T> the truth
 */
public interface View<T> {

    /** Everything, for after SUBSCRIBE and whenever it is not sure what the phone knows. */
    Shown<T> full(T truth);

    /** Everything in the last NOTIFY of a subscription, after which nothing can be added. */
    default Shown<T> last(T truth) {
        return full(truth);
    }

    /** What changed since the last document; nothing when that still holds. */
    Optional<Shown<T>> change(T truth);

    /**
     * A document.
     *
     * @param after the view once it was sent
     */
    record Shown<T>(String contentType, String body, View<T> after) {}
}
