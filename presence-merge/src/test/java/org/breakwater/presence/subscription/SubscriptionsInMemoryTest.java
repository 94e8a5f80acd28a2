package org.breakwater.presence.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.wire.WireException;
import org.junit.jupiter.api.Test;

class SubscriptionsInMemoryTest extends SubscriptionsContract {

    @Override
    protected SharedMap<String, Subscription> emptyMap() {
        return new InMemorySharedMaps().map(SubscriptionMaps.kind(), "subscriptions");
    }

    @Test
    void subscriptionsAreReadBackFromTheWire() throws WireException {
        Mains mains = new Mains();
        Subscription s = mains.lamp("c\u00e4@x", "192.0.2.1", mains.main("main1", emptyMap()), 60);
        SubscriptionCodec codec = new SubscriptionCodec();

        assertThat(codec.decode(codec.encode(s))).isEqualTo(s);
        assertThatThrownBy(() -> codec.decode(new byte[] {1})).hasMessageContaining("needs a dialog");
    }

    @Test
    void answersMeanWhatTheRfcSays() {
        assertThat(NotifyAnswer.of(202)).isEqualTo(NotifyAnswer.TAKEN);
        assertThat(NotifyAnswer.of(503)).isEqualTo(NotifyAnswer.FAILED);
        assertThat(NotifyAnswer.of(NotifySender.NOT_SENT)).isEqualTo(NotifyAnswer.FAILED);
        assertThat(NotifyAnswer.of(408)).isEqualTo(NotifyAnswer.FAILED);
        assertThat(NotifyAnswer.of(500)).isEqualTo(NotifyAnswer.OUT_OF_ORDER);
        for (int gone : new int[] {404, 481, 489, 604}) {
            assertThat(NotifyAnswer.of(gone)).isEqualTo(NotifyAnswer.GONE);
        }
    }
}
