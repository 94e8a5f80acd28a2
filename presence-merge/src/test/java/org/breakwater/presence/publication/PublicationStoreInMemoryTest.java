package org.breakwater.presence.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.snom.ImConversion;
import org.breakwater.presence.snom.ImStates;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;

class PublicationStoreInMemoryTest extends PublicationStoreContract {

    @Override
    protected SharedMap<String, Presentity> emptyMap() {
        return new InMemorySharedMaps().map(PublicationMaps.kind(), "presence");
    }

    @Test
    void snomsDocumentIsKeptRichAndComparedByItsWords() throws DocumentException {
        PresenceEvent event = new PresenceEvent(new ImConversion(ImStates.ofLanguages(ImStates.LANGUAGES)));
        byte[] octets = Golden.octets("snom-publish.xml");
        String text = new String(octets, StandardCharsets.UTF_8);
        PublishedBody first = event.accept(octets);

        PublishedBody moved =
                event.accept(text.replace("sip:1001@pbx", "sip:1001@192.0.2.8").getBytes(StandardCharsets.UTF_8));
        PublishedBody away = event.accept(text.replace("Lunch", "Away").getBytes(StandardCharsets.UTF_8));

        assertThat(first.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(Golden.octets("snom-converted.xml"));
        assertThat(moved.sameness()).isEqualTo(first.sameness());
        assertThat(away.sameness()).isNotEqualTo(first.sameness());
        assertThat(new PresenceEvent(null).accept(octets).text()).contains("<im:im>Lunch</im:im>");
    }

    @Test
    void momentsDoNotMakeADocumentAnotherOne() throws DocumentException {
        PresenceEvent event = new PresenceEvent(null);
        String text = new String(Golden.octets("rich-publish.xml"), StandardCharsets.UTF_8);

        PublishedBody later = event.accept(text.replace("13:05:00", "13:06:00").getBytes(StandardCharsets.UTF_8));

        assertThat(later.sameness())
                .isEqualTo(event.accept(Golden.octets("rich-publish.xml")).sameness());
    }

    @Test
    void dialogsOfASharedLineArePublishedToo() throws DocumentException {
        DialogEvent event = new DialogEvent("dialog;sla");
        String text = new String(Golden.octets("bridged-line-publish.xml"), StandardCharsets.UTF_8);
        PublishedBody body = event.accept(text.getBytes(StandardCharsets.UTF_8));
        PublishedBody next =
                event.accept(text.replace("version=\"7\"", "version=\"8\"").getBytes(StandardCharsets.UTF_8));

        assertThat(body.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(Golden.octets("bridged-line-canonical.xml"));
        assertThat(next.sameness()).isEqualTo(body.sameness());
        assertThatThrownBy(() -> event.accept("<x/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DocumentException.class);
    }

    @Test
    void policyThatCannotBeKeptIsRefused() {
        assertThatThrownBy(() -> new PublicationPolicy(0, 7200, 3600, 1)).hasMessageContaining("min_expires");
        assertThatThrownBy(() -> new PublicationPolicy(60, 600, 3600, 1)).hasMessageContaining("max_expires");
    }
}
