package org.breakwater.presence.publication;

/**
 * How long publications last, in seconds, and how many there may be.
 *
 * @param minSeconds less is refused with 423
 * @param maxSeconds more is shortened
 * @param defaultSeconds when PUBLISH does not say
 * @param maxPublications of one presentity and event package; when one more comes, the one that ends first goes
 */
public record PublicationPolicy(int minSeconds, int maxSeconds, int defaultSeconds, int maxPublications) {

    /** An hour as RFC 3856 §6.4 has it, a minute at least. */
    public static final PublicationPolicy DEFAULT = new PublicationPolicy(60, 7200, 3600, 32);

    /** Refuses what cannot be kept. */
    public PublicationPolicy {
        if (minSeconds < 1 || defaultSeconds < minSeconds || maxSeconds < defaultSeconds || maxPublications < 1) {
            throw new IllegalArgumentException("publications last from min_expires over default_expires to max_expires"
                    + " seconds, each at least as long as the one before; is " + this);
        }
    }
}
