package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.subscription.Mains;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions in a map of two members. */
class SubscriptionsOnClusterTest extends SubscriptionsContract {

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(42011);

    @Override
    protected SharedMap<String, Subscription> emptyMap() {
        return NODES.one().map(TestNodes.SUBSCRIPTIONS, NODES.freshName());
    }

    @Test
    void otherMemberHasEverythingItNeedsToGoOn() {
        String name = NODES.freshName();
        SharedMap<String, Subscription> there = NODES.two().map(TestNodes.SUBSCRIPTIONS, name);
        Mains mains = new Mains();
        Subscription s = mains.lamp("c", "192.0.2.1", mains.main("main1", there), 60);

        NODES.one().map(TestNodes.SUBSCRIPTIONS, name).put(s.key(), s);

        TestNodes.await("it arrives", 10, () -> there.get(s.key()) != null);
        assertThat(there.get(s.key())).isEqualTo(s);
    }
}
