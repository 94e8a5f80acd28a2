package org.breakwater.presence.publication;

import org.breakwater.presence.merge.Source;

/**
 * One publication.
 *
 * @param id the same as long as it lasts
 * @param version grows with every 200; with the id it makes the entity tag
 * @param times when it came, changed and ends
 */
public record Published(String id, int version, Source source, PublishedBody body, Times times) {

    /**
     * Moments of a publication, in ms since 1970.
     *
     * @param changedMillis when its content came or changed; a refresh does not count
     * @param sequence order of arrival where two changed at the same time
     * @param touchedMillis when a PUBLISH about it came last; of two servers' copies the later one counts
     * @param expiresAtMillis when it ends
     */
    public record Times(long changedMillis, long sequence, long touchedMillis, long expiresAtMillis) {}

    /** The entity tag of the last 200 (RFC 3903 §8.3.1). */
    public String etag() {
        return id + '.' + version;
    }

    /** Whether it has run out. */
    public boolean isExpired(long nowMillis) {
        return times.expiresAtMillis() <= nowMillis;
    }

    Published touchedAt(long millis) {
        Times t = new Times(times.changedMillis(), times.sequence(), millis, times.expiresAtMillis());
        return new Published(id, version, source, body, t);
    }
}
