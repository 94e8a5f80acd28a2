package org.breakwater.presence.xcap;

import java.util.Locale;
import java.util.Optional;

/** How a subscription is handled, the least first (RFC 5025 §3.2.1). */
public enum Handling {
    /** Refused. */
    BLOCK,
    /** Pending until the person decides. */
    CONFIRM,
    /** Accepted, and shown as not available. */
    POLITE_BLOCK,
    /** Accepted. */
    ALLOW;

    static Optional<Handling> named(String text) {
        for (Handling handling : values()) {
            if (handling.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return Optional.of(handling);
            }
        }
        return Optional.empty();
    }
}
