package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.List;

/**
 * A person beside the ways to reach them (RFC 4479 §3.2).
 *
 * @param id unique within the document
 * @param activities null when nothing is said of them
 * @param timestamp when this was so, null when not said
 */
public record Person(String id, Activities activities, List<Note> notes, Instant timestamp) {

    /** Copies the notes. */
    public Person {
        notes = List.copyOf(notes);
    }

    /** The same doing something else. */
    public Person doing(Activities other) {
        return new Person(id, other, notes, timestamp);
    }

    /** The same without a moment. */
    public Person timeless() {
        return new Person(id, activities, notes, null);
    }
}
