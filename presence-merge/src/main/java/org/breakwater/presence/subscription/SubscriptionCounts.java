package org.breakwater.presence.subscription;

import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;

/** What is counted of NOTIFY. */
final class SubscriptionCounts {
    private final Counter sent;
    private final Counter failed;
    private final Counter lost;
    private final Counter repaired;
    private final Counter adopted;

    SubscriptionCounts(Metrics metrics) {
        sent = metrics.counter("breakwater_presence_notify", "NOTIFYs sent");
        failed = metrics.counter("breakwater_presence_notify_failed", "NOTIFYs that failed and are tried again");
        lost = metrics.counter(
                "breakwater_presence_notify_refused", "NOTIFYs after whose answer the subscription was given up");
        repaired = metrics.counter(
                "breakwater_presence_repairs", "NOTIFYs that put right what a phone showed and no event had told");
        adopted = metrics.counter(
                "breakwater_presence_subscriptions_adopted", "Subscriptions taken over from another main server");
    }

    void sent() {
        sent.increment();
    }

    long sentSoFar() {
        return sent.value();
    }

    void failed() {
        failed.increment();
    }

    void lost() {
        lost.increment();
    }

    void repaired() {
        repaired.increment();
    }

    void adopted() {
        adopted.increment();
    }
}
