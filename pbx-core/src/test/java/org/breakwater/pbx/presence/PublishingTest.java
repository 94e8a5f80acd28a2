package org.breakwater.pbx.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.script.module.presence.PresenceReply;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final EventPackages PACKAGES =
            EventPackages.of(Set.of("presence", "dialog;sla", "presence.winfo", "reg"), true);
    private static final String SLA = "Event: dialog;sla\r\nContent-Type: application/dialog-info+xml\r\n";
    private static final String SEIZED =
            "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\" entity=\"sip:1001@x\">"
                    + "<dialog id=\"a\"><state>trying</state></dialog></dialog-info>";

    private final PublicationStore store = new PublicationStore(
            new InMemorySharedMaps().map(PublicationMaps.kind(), "all"),
            new ManualTime(),
            PublicationPolicy.DEFAULT,
            () -> "id");
    private final Publishing publishing = new Publishing(store, new UserNames());

    private PresenceReply publish(String lines, String body) throws Exception {
        return publishing.publish(Requests.of("PUBLISH", "1001", "", lines, body), PACKAGES);
    }

    @Test
    void sharedLineIsPublishedRefreshedAndRemoved() throws Exception {
        PresenceReply first = publish(SLA, SEIZED);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers()).startsWith("Expires: 3600\r\nSIP-ETag: ");
        assertThat(store.find("dialog;sla", "sip:1001@pbx.example")).hasSize(1);
        assertThat(store.find("dialog", "sip:1001@pbx.example")).as("no lamp").isEmpty();
        String tag = first.headers().replaceAll("(?s).*SIP-ETag: (\\S+).*", "$1");
        PresenceReply again = publish(SLA + "SIP-If-Match: " + tag + "\r\n", "");
        String newTag = again.headers().replaceAll("(?s).*SIP-ETag: (\\S+).*", "$1");
        assertThat(publish(SLA + "SIP-If-Match: " + tag + "\r\n", "").status()).isEqualTo(412);
        assertThat(publish(SLA + "Expires: 0\r\nSIP-If-Match: " + newTag + "\r\n", "")
                        .status())
                .isEqualTo(200);
        assertThat(store.find("dialog;sla", "sip:1001@pbx.example")).isEmpty();
    }

    @Test
    void whatFollowsFromElsewhereIsNotPublished() throws Exception {
        for (String event : new String[] {"presence.winfo", "reg", "dialog", "weather"}) {
            assertThat(publish("Event: " + event + "\r\nContent-Type: text/xml\r\n", "<a/>")
                            .status())
                    .as(event)
                    .isEqualTo(489);
        }
    }

    @Test
    void badDocumentsGetTheirStatus() throws Exception {
        assertThat(publish("Event: dialog;sla\r\nContent-Type: text/plain\r\n", "x")
                        .headers())
                .isEqualTo("Accept: application/dialog-info+xml\r\n");
        PresenceReply broken = publish(SLA, "<dialog-info");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.headers()).startsWith("Warning: 399 breakwater \"");
        assertThat(publish(SLA, "").status()).isEqualTo(400);
        assertThat(publish(SLA + "Expires: 5\r\n", SEIZED).headers()).isEqualTo("Min-Expires: 60\r\n");
    }
}
