package org.breakwater.presence.subscription;

import org.breakwater.sip.subscription.SubscriptionState;

/**
 * A NOTIFY to be sent.
 *
 * @param cseq number of CSeq
 * @param contentType empty without a body
 */
public record Notification(
        Subscription subscription, int cseq, SubscriptionState state, String contentType, String body) {}
