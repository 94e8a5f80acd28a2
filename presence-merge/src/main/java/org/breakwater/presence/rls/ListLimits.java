package org.breakwater.presence.rls;

/**
 * How large lists and their NOTIFYs get.
 *
 * @param members in one list, those of lists within it included, 1 or more
 * @param octets of one body; what does not fit comes with the next NOTIFY. The names of all members and one state go
 *     into a body whatever they need
 * @param lastOctets the same for the last NOTIFY of a subscription; what does not fit there is not told
 */
public record ListLimits(int members, int octets, int lastOctets) {

    /** For phones on TCP: a body is less than what may wait on a connection. */
    public static final ListLimits USUAL = new ListLimits(200, 24 << 10, 128 << 10);

    /** Refuses limits that admit nothing. */
    public ListLimits {
        if (members < 1 || octets < 1 || lastOctets < 1) {
            throw new IllegalArgumentException("limits of a list are 1 or more");
        }
    }
}
