package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.subscription.Mains;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subscriptions in a map of two members. */
class SubscriptionsOnClusterTest extends SubscriptionsContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static ClusterNode one;
    private static ClusterNode two;

    @BeforeAll
    static void start() {
        one = TestNodes.start(TestNodes.config("one", 42011, 42011, 42011, 42012));
        two = TestNodes.start(TestNodes.config("two", 42012, 42012, 42011, 42012));
        TestNodes.await("copies are made", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Override
    protected SharedMap<String, Subscription> emptyMap() {
        return one.map(TestNodes.SUBSCRIPTIONS, "map" + COUNT.incrementAndGet());
    }

    @Test
    void otherMemberHasEverythingItNeedsToGoOn() {
        String name = "map" + COUNT.incrementAndGet();
        SharedMap<String, Subscription> there = two.map(TestNodes.SUBSCRIPTIONS, name);
        Mains mains = new Mains();
        Subscription s = mains.lamp("c", "192.0.2.1", mains.main("main1", there), 60);

        one.map(TestNodes.SUBSCRIPTIONS, name).put(s.key(), s);

        TestNodes.await("it arrives", 10, () -> there.get(s.key()) != null);
        assertThat(there.get(s.key())).isEqualTo(s);
    }
}
