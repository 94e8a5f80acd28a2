package org.breakwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.PublicationStoreContract;
import org.breakwater.presence.publication.PublishOutcome.Accepted;
import org.breakwater.presence.publication.PublishOutcome.Change;
import org.breakwater.presence.publication.PublishRequest;
import org.breakwater.presence.publication.PublishedBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publications in a map of two members; a phone may publish at either of them. */
class PublicationsOnClusterTest extends PublicationStoreContract {

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(42001);

    @Override
    protected SharedMap<String, Presentity> emptyMap() {
        return NODES.one().map(TestNodes.PUBLICATIONS, NODES.freshName());
    }

    @Test
    void phoneThatPublishedAtOneServerRefreshesAndRemovesAtTheOther() {
        String name = NODES.freshName();
        PublicationStore here = store(NODES.one().map(TestNodes.PUBLICATIONS, name), "a");
        PublicationStore there = store(NODES.two().map(TestNodes.PUBLICATIONS, name), "b");
        PublishedBody body = new PublishedBody("application/pidf+xml", "<presence/>", "s");

        here.publish(new PublishRequest(ANN, "presence", "", 600, Source.SIP, body));
        TestNodes.await("it arrives", 10, () -> !there.find("presence", ANN).isEmpty());
        Accepted refreshed =
                (Accepted) there.publish(new PublishRequest(ANN, "presence", "a1.1", 600, Source.SIP, null));
        TestNodes.await(
                "the refresh arrives",
                10,
                () -> here.find("presence", ANN).get(0).etag().equals("a1.2"));
        assertThat(refreshed).isEqualTo(new Accepted("a1.2", 600, Change.REFRESHED));
        assertThat(here.publish(new PublishRequest(ANN, "presence", "a1.1", 600, Source.SIP, null))
                        .status())
                .isEqualTo(412);
        here.publish(new PublishRequest(ANN, "presence", "a1.2", 0, Source.SIP, null));

        TestNodes.await(
                "the removal arrives", 10, () -> there.find("presence", ANN).isEmpty());
    }

    private static PublicationStore store(SharedMap<String, Presentity> map, String prefix) {
        AtomicInteger ids = new AtomicInteger();
        return new PublicationStore(
                map, new ManualTime(), PublicationPolicy.DEFAULT, () -> prefix + ids.incrementAndGet());
    }
}
