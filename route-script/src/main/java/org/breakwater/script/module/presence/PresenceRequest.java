package org.breakwater.script.module.presence;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/**
 * A PUBLISH or SUBSCRIBE that a script hands over.
 *
 * @param message the request
 * @param presentity whom it is about: the Request-URI as the script left it
 * @param watcher who subscribes, as the script says; empty for who From names
 * @param flow where it came from
 * @param toTag the tag that To has in the reply
 */
public record PresenceRequest(SipMessage message, String presentity, String watcher, Flow flow, String toTag) {}
