package org.breakwater.presence.subscription;

import org.breakwater.presence.xcap.Handling;

/** Who may watch whom. Any thread; answers from memory, since it is asked whenever somebody is shown something. */
@FunctionalInterface
public interface Authority {

    /** Everybody may watch everybody. */
    Authority OPEN = (event, entity, watcher) -> Handling.ALLOW;

    /**
     * How a watcher is handled.
     *
     * @param event package
     * @param entity who is watched, in the one spelling
     * @param watcher who watches, in the one spelling
     */
    Handling handling(String event, String entity, String watcher);

    /** Whether it is known what people decided; false for as long as that could not be read once and somebody may have. */
    default boolean isKnown(String event) {
        return true;
    }
}
