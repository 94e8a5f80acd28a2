package org.breakwater.pbx.watched;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.conference.Conference;
import org.breakwater.presence.document.reg.Registration;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.DialogEvent;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.PublishRequest;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.watcher.View;
import org.junit.jupiter.api.Test;

/** What phones are shown of registrations, shared lines and conferences. */
class EventPackagesBesideTest {

    private static final Subscription.Topic TOPIC = new Subscription.Topic("e", "", "sip:1001@ours", "sip:1001@pbx");

    /** A phone that is shown one thing: a full document, then what changed. */
    private static final class Shown<T> {
        private final Pictures.Package<T> shown;
        private View<T> view;

        Shown(Pictures.Package<T> shown) {
            this.shown = shown;
            this.view = shown.begin(TOPIC, 3);
        }

        String full() {
            View.Shown<T> all = view.full(shown.truth(TOPIC));
            view = all.after();
            return all.body();
        }

        Optional<String> change() {
            Optional<View.Shown<T>> changed = view.change(shown.truth(TOPIC));
            changed.ifPresent(c -> view = c.after());
            return changed.map(View.Shown::body);
        }
    }

    @Test
    void registrationComesAndEnds() {
        List<Registration.Contact> contacts = new ArrayList<>();
        Shown<Registration> phone = new Shown<>(new RegisteredPhones(entity -> {
            assertThat(entity).isEqualTo("sip:1001@ours");
            return contacts;
        }));
        assertThat(phone.full()).contains("version=\"3\" state=\"full\"", "aor=\"sip:1001@pbx\"", "state=\"init\"");
        assertThat(phone.change()).isEmpty();
        contacts.add(
                new Registration.Contact("r1", true, Registration.Event.REGISTERED, "sip:1001@192.0.2.9", "", -1, ""));
        assertThat(phone.change())
                .hasValueSatisfying(body -> assertThat(body)
                        .contains("version=\"4\" state=\"partial\"", "state=\"active\"", "sip:1001@192.0.2.9"));
        contacts.clear();
        assertThat(phone.change())
                .hasValueSatisfying(
                        body -> assertThat(body).contains("state=\"terminated\"", "event=\"unregistered\""));
        assertThat(phone.change()).isEmpty();
    }

    @Test
    void phonesOfASharedLineSeeOneAnotherEvenWithEqualIds() throws Exception {
        AtomicInteger ids = new AtomicInteger();
        PublicationStore store = new PublicationStore(
                new InMemorySharedMaps().map(PublicationMaps.kind(), "all"),
                new ManualTime(),
                PublicationPolicy.DEFAULT,
                () -> "p" + ids.incrementAndGet());
        Shown<?> phone = new Shown<>(new SharedLines(store));
        assertThat(phone.full()).contains("<state>terminated</state>");
        publish(store, "trying");
        assertThat(phone.change()).hasValueSatisfying(body -> assertThat(body).contains("<state>trying</state>"));
        publish(store, "confirmed");
        assertThat(phone.change())
                .hasValueSatisfying(body ->
                        assertThat(body).contains("<state>confirmed</state>").doesNotContain("trying"));
        publish(store, "terminated");
        assertThat(phone.change()).isEmpty();
    }

    private static void publish(PublicationStore store, String state) throws Exception {
        String document = "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\""
                + " entity=\"sip:1001@pbx\"><dialog id=\"a\"><state>" + state + "</state></dialog></dialog-info>";
        store.publish(new PublishRequest(
                "sip:1001@ours",
                SharedLines.EVENT,
                "",
                600,
                Source.SIP,
                new DialogEvent(SharedLines.EVENT).accept(document.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void conferenceIsShownAsItsPortTells() {
        List<Conference> running = new ArrayList<>();
        Shown<Conference> phone = new Shown<>(new ConferenceRooms(new Conferences() {
            @Override
            public Optional<Conference> find(String entity) {
                return running.stream().findFirst();
            }

            @Override
            public void listen(Consumer<String> changed) {
                throw new AssertionError("the server listens");
            }
        }));
        running.add(new Conference(
                "room",
                "Jour fixe",
                false,
                List.of(new Conference.Participant(
                        "sip:1002@pbx", "", "sip:1002@192.0.2.9", Conference.Status.CONNECTED, false))));
        assertThat(phone.full()).contains("entity=\"sip:1001@pbx\"", "Jour fixe", "sip:1002@pbx");
        assertThat(phone.change()).isEmpty();
        running.clear();
        assertThat(phone.change()).hasValueSatisfying(body -> assertThat(body).doesNotContain("sip:1002@pbx"));
        assertThat(Conferences.NONE.find("room")).isEmpty();
    }
}
