package org.breakwater.dns.zone;

/** Serial numbers of zones (RFC 1982, RFC 1912 §2.2). */
public final class Serials {

    /** How many servers may make serials of the same zone without ever making the same one. */
    public static final int SLOTS = 4;

    private static final long MASK = 0xffff_ffffL;

    private Serials() {}

    /**
     * The serial after {@code previous}: the time, or a little more when that is not newer. Every server has a remainder
     * of its own, so that two servers never give one serial to different contents.
     *
     * @param previous the serial so far, 0 for none
     * @param epochSeconds seconds since 1970
     * @param slot of this server, 0 to {@link #SLOTS} − 1
     */
    public static long next(long previous, long epochSeconds, int slot) {
        long byTime = slotted(epochSeconds & MASK, slot);
        return previous == 0 || isNewer(byTime, previous) ? byTime : slotted(previous + SLOTS & MASK, slot);
    }

    /** True when {@code a} comes after {@code b} in serial number arithmetic (RFC 1982 §3.2). */
    public static boolean isNewer(long a, long b) {
        return (int) (a - b) > 0;
    }

    private static long slotted(long serial, int slot) {
        long result = (serial & ~(SLOTS - 1L)) | slot;
        return result == 0 ? SLOTS : result;
    }
}
