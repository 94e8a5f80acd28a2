package org.breakwater.presence.document.dialog;

import java.util.Locale;

/** Whether whom the document is about called or was called. */
public enum Direction {
    INITIATOR,
    RECIPIENT;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
