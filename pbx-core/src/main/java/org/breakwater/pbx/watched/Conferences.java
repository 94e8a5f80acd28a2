package org.breakwater.pbx.watched;

import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.presence.document.conference.Conference;

/** The conferences there are; whoever runs them tells. Any thread; answers from memory. */
public interface Conferences {

    /** A server without. */
    Conferences NONE = new Conferences() {
        @Override
        public Optional<Conference> find(String entity) {
            return Optional.empty();
        }

        @Override
        public void listen(Consumer<String> changed) {
            // nothing ever changes
        }
    };

    /** The conference of that name, in the one spelling. */
    Optional<Conference> find(String entity);

    /** From now on {@code changed} hears which began, changed or ended. */
    void listen(Consumer<String> changed);
}
