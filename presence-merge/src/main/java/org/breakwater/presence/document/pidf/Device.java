package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.List;

/**
 * A device (RFC 4479 §3.4).
 *
 * @param id unique within the document
 * @param deviceId what a tuple refers to
 * @param timestamp null when not said
 */
public record Device(String id, String deviceId, List<Note> notes, Instant timestamp) {

    /** Copies the notes. */
    public Device {
        notes = List.copyOf(notes);
    }

    /** The same without a moment. */
    public Device timeless() {
        return new Device(id, deviceId, notes, null);
    }
}
