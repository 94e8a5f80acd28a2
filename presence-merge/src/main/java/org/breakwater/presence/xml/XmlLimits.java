package org.breakwater.presence.xml;

/**
 * How much is read of one document.
 *
 * @param maxOctets octets, 1 or more
 * @param maxDepth elements within one another, the root being 1
 * @param maxElements elements altogether
 */
public record XmlLimits(int maxOctets, int maxDepth, int maxElements) {

    /** What a phone may send: ten times the largest document seen from one. */
    public static final XmlLimits FROM_PHONES = new XmlLimits(64 << 10, 16, 1000);

    /** What we may have written ourselves of {@link #FROM_PHONES}: escapes make text up to six times as long. */
    public static final XmlLimits OWN = new XmlLimits(512 << 10, 16, 4000);

    /** Refuses limits that admit nothing. */
    public XmlLimits {
        if (maxOctets < 1 || maxDepth < 1 || maxElements < 1) {
            throw new IllegalArgumentException("limits of a document are 1 or more");
        }
    }
}
