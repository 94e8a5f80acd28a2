package org.breakwater.presence.document.conference;

import java.util.List;

/**
 * A conference at one moment.
 *
 * @param entity its URI
 * @param subject for people, empty without
 * @param locked whether nobody may join
 */
public record Conference(String entity, String subject, boolean locked, List<Participant> participants) {

    /** Copies the list. */
    public Conference {
        participants = List.copyOf(participants);
    }

    /**
     * Somebody in it, with one device.
     *
     * @param entity who, as a URI
     * @param display name, empty without
     * @param endpoint their device, as a URI
     * @param muted whether nobody hears them
     */
    public record Participant(String entity, String display, String endpoint, Status status, boolean muted) {}

    /** States of RFC 4575 §5.7.3 that a PBX has. */
    public enum Status {
        DIALING_OUT("dialing-out"),
        ALERTING("alerting"),
        CONNECTED("connected"),
        ON_HOLD("on-hold"),
        DISCONNECTED("disconnected");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }
}
