package org.breakwater.presence.merge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who published something. It is noted when it comes in and never guessed from the document. */
public enum Source {
    /** PUBLISH of a phone or a softphone. */
    SIP,
    /** The control interface: web pages, devices that do not publish themselves. */
    RPC,
    /** Derived from calls. */
    DIALOG,
    /** Derived from registrations. */
    REGISTRATION,
    /** A calendar. */
    CALENDAR,
    /** An XMPP server. */
    XMPP,
    /** What people switch at the server: do not disturb, and lamps that are nobody's calls. */
    FEATURE;

    /** As settings and listings write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of that name, if there is one. */
    public static Optional<Source> ofText(String text) {
        return Arrays.stream(values())
                .filter(source -> source.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** Whether it can be the primary one: what is derived has its fixed place. */
    public boolean mayBePrimary() {
        return this != DIALOG && this != REGISTRATION;
    }

    static String primaries() {
        return Arrays.stream(values())
                .filter(Source::mayBePrimary)
                .map(Source::text)
                .collect(Collectors.joining(", "));
    }
}
