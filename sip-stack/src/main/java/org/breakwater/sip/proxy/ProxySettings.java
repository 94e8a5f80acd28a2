package org.breakwater.sip.proxy;

/**
 * How a proxy transaction behaves.
 *
 * @param relay100 whether 100 Trying from a branch is passed on
 * @param stopOn6xx whether a 6xx cancels the other branches
 * @param remap503 whether a 503 goes upstream as 500 (RFC 3261 §16.7 step 6)
 * @param aggregateChallenges whether the challenges of all 401 and 407 replies are joined (§16.7 step 7)
 * @param failover whether other targets of a branch are tried when one cannot be reached (RFC 3263 §4.3)
 * @param cancelReason whether CANCELs made here say why by a Reason field (RFC 3326)
 */
public record ProxySettings(
        boolean relay100,
        boolean stopOn6xx,
        boolean remap503,
        boolean aggregateChallenges,
        boolean failover,
        boolean cancelReason) {

    /** As RFC 3261 and RFC 3326 have it. */
    public static final ProxySettings STANDARD = new ProxySettings(false, true, true, true, true, true);
}
