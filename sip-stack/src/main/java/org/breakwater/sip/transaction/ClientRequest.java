package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Target;

/**
 * A request ready to be sent.
 *
 * @param method its method's name
 * @param branch the branch in its top Via
 * @param message the complete request, not changed afterwards
 * @param target where it goes
 */
public record ClientRequest(String method, String branch, byte[] message, Target target) {}
