package org.breakwater.presence.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.document.mwi.MessageSummary;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.lamp.LampState;
import org.breakwater.presence.merge.Decision;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.merge.Why;
import org.breakwater.presence.publication.DialogEvent;
import org.breakwater.presence.publication.MessageSummaryEvent;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final String ANN = "sip:1001@pbx";

    private final ManualTime time = new ManualTime();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<LampCall> calls = new ArrayList<>();
    private final List<DerivedSources.Registered> registered = new ArrayList<>();
    private final Map<String, PostedLamp> posted = new TreeMap<>();
    private final PublicationStore store = new PublicationStore(
            new InMemorySharedMaps().map(PublicationMaps.kind(), "all"),
            time,
            PublicationPolicy.DEFAULT,
            () -> "p" + ids.incrementAndGet());
    private final People people = new People(
            store,
            new DerivedSources() {
                @Override
                public List<LampCall> calls(String entity) {
                    return calls;
                }

                @Override
                public List<Registered> registered(String entity) {
                    return registered;
                }

                @Override
                public Map<String, PostedLamp> posted(String entity) {
                    return posted;
                }
            },
            time);

    private Decision.Rule rule() {
        people.changed(ANN);
        return people.merged(ANN).decision().rule();
    }

    private void publishOpen() {
        Presence open = Presence.of(ANN, Tuple.of("desk", Basic.OPEN));
        store.put("presence", ANN, "sip", Source.SIP, new PresenceEvent(null).keep(open), 600);
    }

    @Test
    void callCountsBeforeAPublicationAndThatBeforeARegistration() {
        assertThat(rule()).isEqualTo(Decision.Rule.NOTHING);
        assertThat(people.merged(ANN).presence().isClosed()).isTrue();
        registered.add(new DerivedSources.Registered("r", 1, time.epochMillis() + 60_000));
        assertThat(rule()).isEqualTo(Decision.Rule.REGISTRATION);
        publishOpen();
        assertThat(rule()).isEqualTo(Decision.Rule.NEWEST);
        calls.add(RINGING);
        assertThat(rule()).isEqualTo(Decision.Rule.DIALOG);
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.RINGING);
    }

    @Test
    void whatRanOutDoesNotCountAnyMoreAlthoughNobodySaidSo() {
        registered.add(new DerivedSources.Registered("r", 1, time.epochMillis() + 10_000));
        assertThat(rule()).isEqualTo(Decision.Rule.REGISTRATION);
        registered.clear();
        time.advanceMillis(9_999);
        assertThat(people.merged(ANN).decision().rule()).isEqualTo(Decision.Rule.REGISTRATION);
        time.advanceMillis(1);
        assertThat(people.merged(ANN).decision().rule()).isEqualTo(Decision.Rule.NOTHING);
    }

    @Test
    void mergedStateIsKeptUntilSomethingChanges() {
        assertThat(people.merged(ANN)).isSameAs(people.merged(ANN));
        publishOpen();
        people.changed(ANN);
        assertThat(people.merged(ANN).presence().isClosed()).isFalse();
        people.use(MergeSettings.of(Map.of("merge", "0")));
        assertThat(people.merged(ANN).decision().rule()).isEqualTo(Decision.Rule.AGGREGATED);
    }

    @Test
    void publishedDialogsMakeALampUnlessTheCallIsKnownHere() throws DocumentException {
        String text =
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\" entity=\"" + ANN
                        + "\"><dialog id=\"x\" call-id=\"%s\" direction=\"recipient\"><state>early</state></dialog></dialog-info>";
        DialogEvent event = new DialogEvent("dialog");
        store.put(
                "dialog",
                ANN,
                "a",
                Source.SIP,
                event.accept(text.formatted("c1").getBytes(StandardCharsets.UTF_8)),
                60);
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.RINGING);

        calls.add(TALKING);
        String known = TALKING.dialog().ids().callId();
        store.put(
                "dialog",
                ANN,
                "a",
                Source.SIP,
                event.accept(text.formatted(known).getBytes(StandardCharsets.UTF_8)),
                60);
        assertThat(people.lamp(ANN).calls()).containsExactly(TALKING);
    }

    @Test
    void mailboxIsWhatWasPublishedLast() throws DocumentException {
        assertThat(people.mailbox(ANN)).isEqualTo(MessageSummary.voice("", 0, 0));
        MessageSummaryEvent event = new MessageSummaryEvent();
        MessageSummary two = MessageSummary.voice("sip:vm@pbx", 2, 1);
        store.put("message-summary", ANN, "a", Source.RPC, event.accept(two.write()), 60);
        assertThat(people.mailbox(ANN)).isEqualTo(two);
    }

    @Test
    void doNotDisturbMakesAPersonBusyAndACallStillShowsAsACall() {
        registered.add(new DerivedSources.Registered("r", 1, time.epochMillis() + 60_000));
        posted.put("dnd", PostedLamp.of(true, Activity.BUSY, "Do not disturb", time.epochMillis()));

        assertThat(rule()).isEqualTo(Decision.Rule.NEWEST);
        assertThat(people.merged(ANN).decision().winner().source()).isEqualTo(Source.FEATURE);
        assertThat(Why.words(people.merged(ANN).presence())).isEqualTo("open, busy \"Do not disturb\"");
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.ON_THE_PHONE);
        calls.add(RINGING);
        assertThat(rule()).isEqualTo(Decision.Rule.DIALOG);
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.RINGING);
    }

    @Test
    void newerPublicationCountsBeforeDoNotDisturbUnlessThatIsPrimary() {
        posted.put("dnd", PostedLamp.of(true, Activity.BUSY, "Do not disturb", time.epochMillis()));
        time.advanceMillis(1);
        publishOpen();
        people.changed(ANN);
        assertThat(people.merged(ANN).decision().winner().source()).isEqualTo(Source.SIP);
        people.use(MergeSettings.of(Map.of("merge_primary_source", "feature")));
        assertThat(people.merged(ANN).decision().winner().source()).isEqualTo(Source.FEATURE);
    }

    @Test
    void switchHasALampWithoutAnyPhone() {
        posted.put("switch", PostedLamp.of(false, Activity.ON_THE_PHONE, "Day", 1));
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.FREE);
        assertThat(people.merged(ANN).presence().isClosed()).isFalse();
        posted.put("switch", PostedLamp.of(true, Activity.ON_THE_PHONE, "Day", 2));
        people.changed(ANN);
        assertThat(people.lamp(ANN).state()).isEqualTo(LampState.ON_THE_PHONE);
        assertThat(Why.words(people.merged(ANN).presence())).isEqualTo("open, on-the-phone \"Day\"");
    }
}
