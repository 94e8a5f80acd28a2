package org.breakwater.presence.watcher;

import org.breakwater.sip.subscription.SubscriptionState;

/** Sends NOTIFY for one subscription. */
public interface NotifyPort {

    /**
     * Sends one; says later how it went, exactly once, on the same event loop.
     *
     * @param state Subscription-State
     * @param contentType empty when there is no body
     */
    void send(SubscriptionState state, String contentType, String body, Outcome outcome);

    /** Hears how it went. */
    interface Outcome {

        /** 2xx. */
        void taken();

        /** 5xx and others after which the phone still has its subscription: what it knows is not sure. */
        void failedForNow();

        /** 404, 481, 489, a timeout of the transaction (RFC 6665 §4.2.2). */
        void failedForGood();
    }
}
