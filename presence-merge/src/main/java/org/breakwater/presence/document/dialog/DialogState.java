package org.breakwater.presence.document.dialog;

import java.util.Locale;
import java.util.Optional;

/** How far a dialog is (RFC 4235 §3.7.1). */
public enum DialogState {
    TRYING,
    PROCEEDING,
    EARLY,
    CONFIRMED,
    TERMINATED;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that name, if there is one. */
    public static Optional<DialogState> ofText(String text) {
        for (DialogState state : values()) {
            if (state.text().equalsIgnoreCase(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
