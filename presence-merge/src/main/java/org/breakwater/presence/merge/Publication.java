package org.breakwater.presence.merge;

import org.breakwater.presence.document.pidf.Presence;

/**
 * Something published about a person.
 *
 * @param id unique among the publications about one person
 * @param changedMillis when its content was published or changed, in ms since 1970; a refresh does not count
 * @param sequence order of arrival where two have the same {@code changedMillis}
 * @param expiresAtMillis from when on it does not count any more, in ms since 1970
 */
public record Publication(
        String id, Source source, long changedMillis, long sequence, long expiresAtMillis, Presence presence) {

    /** Whether it has run out. */
    public boolean isExpired(long nowMillis) {
        return expiresAtMillis <= nowMillis;
    }
}
