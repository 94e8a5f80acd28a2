package org.breakwater.presence.document.pidf;

import java.util.Locale;

/** Whether somebody can be reached by a tuple (RFC 3863 §4.1.4). */
public enum Basic {
    OPEN,
    CLOSED;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
