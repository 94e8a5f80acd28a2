package org.breakwater.daemon.calls;

/**
 * One phone that is called.
 *
 * @param branch number of the branch of the INVITE
 * @param user whose phone it is, as the URI that was looked up
 * @param tag the phone's tag, empty before it said one
 * @param answered whether it took the call
 * @param sinceMillis when it began to ring or was answered, milliseconds since 1970
 */
public record CallLeg(int branch, String user, String tag, boolean answered, long sinceMillis) {}
