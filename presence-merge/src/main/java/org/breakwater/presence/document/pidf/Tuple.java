package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.List;

/**
 * One way to reach somebody (RFC 3863 §4.1.2).
 *
 * @param id unique within the document
 * @param basic null when not said
 * @param im text of the element {@code im} that Snom's phones put into the status; empty without
 * @param contact where to
 * @param deviceId RFC 4479's {@code deviceID}, empty without
 * @param timestamp when this was so, null when not said
 */
public record Tuple(
        String id, Basic basic, String im, Contact contact, String deviceId, List<Note> notes, Instant timestamp) {

    /** Copies the notes. */
    public Tuple {
        notes = List.copyOf(notes);
    }

    /** With a status and nothing else. */
    public static Tuple of(String id, Basic basic) {
        return new Tuple(id, basic, "", Contact.NONE, "", List.of(), null);
    }

    /** The same with a contact. */
    public Tuple at(Contact other) {
        return new Tuple(id, basic, im, other, deviceId, notes, timestamp);
    }

    /** The same with other notes. */
    public Tuple noting(List<Note> other) {
        return new Tuple(id, basic, im, contact, deviceId, other, timestamp);
    }

    /** The same with another status and without {@link #im}. */
    public Tuple withStatus(Basic other) {
        return new Tuple(id, other, "", contact, deviceId, notes, timestamp);
    }

    /** The same without a moment. */
    public Tuple timeless() {
        return new Tuple(id, basic, im, contact, deviceId, notes, null);
    }

    /**
     * Where to reach somebody.
     *
     * @param uri empty for nowhere in particular
     * @param priority as it was written, {@code 0} to {@code 1} with up to three decimals; empty without
     */
    public record Contact(String uri, String priority) {

        /** None. */
        public static final Contact NONE = new Contact("", "");
    }
}
