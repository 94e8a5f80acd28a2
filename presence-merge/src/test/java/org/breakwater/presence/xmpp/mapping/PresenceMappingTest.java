package org.breakwater.presence.xmpp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.xmpp.stanza.Envelope;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Show;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceMappingTest {

    private static final Envelope ENVELOPE = Envelope.of(
            Jid.parse("1001@sip.test/sip").orElseThrow(),
            Jid.parse("j@xmpp.test").orElseThrow());

    private static Presence open(String priority) {
        return Presence.of(
                "sip:1001@pbx", Tuple.of("t", Basic.OPEN).at(new Tuple.Contact("sip:1001@192.0.2.1", priority)));
    }

    private static Presence doing(Activity activity, Note... notes) {
        return open("").with(List.of(new Person("p", Activities.of(activity), List.of(notes), null)));
    }

    @ParameterizedTest
    @CsvSource({
        "ON_THE_PHONE, DND",
        "BUSY, DND",
        "MEETING, DND",
        "APPOINTMENT, DND",
        "PRESENTATION, DND",
        "AWAY, AWAY",
        "LUNCH, AWAY",
        "MEAL, AWAY",
        "TRAVEL, AWAY",
        "VACATION, XA",
        "HOLIDAY, XA",
        "PERMANENT_ABSENCE, XA",
        "WORKING, ONLINE",
        "OTHER, ONLINE",
        "UNKNOWN, ONLINE"
    })
    void activitiesAreShown(Activity activity, Show show) {
        Stanza.Presence said = PresenceMapping.toXmpp(doing(activity), ENVELOPE);

        assertThat(said.type()).isEqualTo(Type.AVAILABLE);
        assertThat(said.show()).isEqualTo(show);
    }

    @Test
    void closedIsUnavailableWithItsWords() {
        Presence closed = Presence.offline("sip:1001@pbx")
                .with(List.of(new Person("p", null, List.of(new Note("de", "im Urlaub")), null)));

        Stanza.Presence said = PresenceMapping.toXmpp(closed, ENVELOPE);

        assertThat(said.type()).isEqualTo(Type.UNAVAILABLE);
        assertThat(said.status()).isEqualTo("im Urlaub");
        assertThat(said.envelope().language()).isEqualTo("de");
        assertThat(said.show()).isEqualTo(Show.ONLINE);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "0, 0", "0.5, 64", "1.0, 127", "1.000, 127", "1.9, 127", "none, 0", "2, 0"})
    void prioritiesOfContactsAreThoseOfDevices(String contact, int device) {
        assertThat(PresenceMapping.toXmpp(open(contact), ENVELOPE).priority()).isEqualTo(device);
    }

    @ParameterizedTest
    @CsvSource({"AWAY, AWAY", "DND, BUSY", "XA, PERMANENT_ABSENCE"})
    void showIsAnActivity(Show show, Activity activity) {
        Presence presence = PresenceMapping.toSip(
                "sip:j@xmpp.test", new Stanza.Presence(ENVELOPE, Type.AVAILABLE, show, " words ", 0, null));

        assertThat(presence.isClosed()).isFalse();
        assertThat(presence.persons()).singleElement().satisfies(p -> {
            assertThat(p.activities().kinds()).containsExactly(activity);
            assertThat(p.notes()).containsExactly(Note.of("words"));
        });
    }

    @ParameterizedTest
    @CsvSource({"-1, ''", "0, ''", "64, 0.50", "127, 1.00"})
    void prioritiesOfDevicesAreThoseOfContacts(int device, String contact) {
        Presence presence = PresenceMapping.toSip(
                "sip:j@xmpp.test", new Stanza.Presence(ENVELOPE, Type.AVAILABLE, Show.CHAT, "", device, null));

        assertThat(presence.persons()).isEmpty();
        assertThat(presence.tuples().get(0).contact()).isEqualTo(new Tuple.Contact("sip:j@xmpp.test", contact));
    }

    /** What crosses and comes back shows the same. */
    @ParameterizedTest
    @CsvSource({"ONLINE", "AWAY", "DND", "XA"})
    void thereAndBackShowsTheSame(Show show) {
        Stanza.Presence stanza = new Stanza.Presence(ENVELOPE, Type.AVAILABLE, show, "words", 64, null);

        assertThat(PresenceMapping.toXmpp(PresenceMapping.toSip("sip:j@x", stanza), ENVELOPE))
                .isEqualTo(stanza);
    }
}
