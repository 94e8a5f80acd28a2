package org.breakwater.presence.subscription;

/**
 * How many there may be.
 *
 * @param total on all servers together
 * @param perPhone of one Contact
 * @param burst NOTIFYs a phone may get at once
 * @param gapMillis between the following ones
 */
public record SubscriptionLimits(int total, int perPhone, int burst, long gapMillis) {

    /** A key module with 200 lamps, and twenty thousand phones with some. */
    public static final SubscriptionLimits DEFAULT = new SubscriptionLimits(200_000, 500, 20, 20);
}
