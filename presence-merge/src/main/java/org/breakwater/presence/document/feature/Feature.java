package org.breakwater.presence.document.feature;

/** State of a feature, or the wish to set it. */
public sealed interface Feature permits Feature.DoNotDisturb, Feature.Forwarding {

    /** Whose feature: what the phone wrote, an extension or a URI; empty for the subscriber's. */
    String device();

    /** Calls are turned away. */
    record DoNotDisturb(String device, boolean on) implements Feature {}

    /**
     * Calls go elsewhere.
     *
     * @param to where to, empty when not said
     * @param ringCount how often it rings before, 0 when not said or not a matter
     */
    record Forwarding(String device, Kind kind, boolean on, String to, int ringCount) implements Feature {}

    /** When calls go elsewhere. */
    enum Kind {
        ALWAYS("forwardImmediate"),
        BUSY("forwardBusy"),
        NO_ANSWER("forwardNoAns");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }
}
