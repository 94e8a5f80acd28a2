package org.breakwater.presence.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.conference.Conference;
import org.breakwater.presence.document.conference.Conference.Participant;
import org.breakwater.presence.document.conference.Conference.Status;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.document.reg.RegInfo;
import org.breakwater.presence.document.reg.RegInfoXml;
import org.breakwater.presence.document.reg.Registration;
import org.breakwater.presence.document.reg.Registration.Contact;
import org.breakwater.presence.document.reg.Registration.Event;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.junit.jupiter.api.Test;

class PicturesTest {

    private static final String ANN = "sip:1001@pbx.example.lan";
    private static final String LINE = "sip:line@pbx.example.lan";

    /** What a phone gets on a day: a full document, what changed, and a full one again. */
    @SafeVarargs
    private static <T> byte[] day(View<T> begin, T... truths) {
        StringBuilder out = new StringBuilder();
        View.Shown<T> shown = begin.full(truths[0]);
        append(out, "SUBSCRIBE", shown);
        for (int i = 1; i < truths.length; i++) {
            Optional<View.Shown<T>> next = shown.after().change(truths[i]);
            if (next.isPresent()) {
                shown = next.get();
                append(out, "change", shown);
            }
        }
        append(out, "SUBSCRIBE again", shown.after().full(truths[truths.length - 1]));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, String title, View.Shown<?> shown) {
        out.append("--- ")
                .append(title)
                .append(": ")
                .append(shown.contentType())
                .append('\n');
        out.append(shown.body().replace("\r\n", "\n"));
    }

    private static Contact contact(String id, Event event, long expires) {
        return new Contact(id, true, event, "sip:1001@192.0.2." + id + ";transport=tcp", "", expires, "1.0");
    }

    private static Registration registered(Contact... contacts) {
        Registration.State state = contacts.length == 0 ? Registration.State.TERMINATED : Registration.State.ACTIVE;
        return new Registration(ANN, "a1", state, List.of(contacts));
    }

    @Test
    void registrationsHaveTheseOctets() {
        byte[] day = day(
                RegistrationPicture.begin(0),
                registered(contact("7", Event.REGISTERED, 600)),
                registered(contact("7", Event.REFRESHED, 3600)),
                registered(contact("7", Event.REFRESHED, 3000), contact("8", Event.REGISTERED, 60)),
                registered(contact("8", Event.REGISTERED, 30)),
                registered());

        Golden.assertSame("reginfo.txt", day);
    }

    @Test
    void conferenceHasTheseOctets() {
        Participant ann = new Participant(ANN, "Ann", "sip:1001@192.0.2.7", Status.CONNECTED, false);
        Participant bob = new Participant("sip:1002@pbx.example.lan", "", "sip:1002@192.0.2.8", Status.ALERTING, false);
        Participant there = new Participant(bob.entity(), "Bob <2>", bob.endpoint(), Status.CONNECTED, true);
        String room = "sip:room@pbx.example.lan";

        byte[] day = day(
                new ConferencePicture(0, null),
                new Conference(room, "Jour fixe", false, List.of(ann)),
                new Conference(room, "Jour fixe", false, List.of(ann)),
                new Conference(room, "Jour fixe", false, List.of(ann, bob)),
                new Conference(room, "", true, List.of(ann, there)));

        Golden.assertSame("conference-info.txt", day);
    }

    private static DialogElement dialog(String id, DialogState state, Boolean rendering) {
        return new DialogElement(
                id,
                new CallIds("c" + id + "@192.0.2.7", "l" + id, "r" + id),
                Direction.INITIATOR,
                state,
                "",
                new Party(LINE, "Line", "sip:line@192.0.2.7;transport=tcp", rendering),
                Party.of("sip:0301234@pbx.example.lan", ""));
    }

    @Test
    void bridgedLineHasTheseOctets() {
        DialogElement seized = DialogElement.of("1", DialogState.TRYING);
        byte[] day = day(
                SharedLinePicture.begin(0),
                new SharedLine(LINE, List.of()),
                new SharedLine(LINE, List.of(seized)),
                new SharedLine(LINE, List.of(dialog("1", DialogState.EARLY, null))),
                new SharedLine(LINE, List.of(dialog("1", DialogState.CONFIRMED, true))),
                new SharedLine(LINE, List.of(dialog("1", DialogState.CONFIRMED, false), seized(2))),
                new SharedLine(LINE, List.of(dialog("2", DialogState.CONFIRMED, true))),
                new SharedLine(LINE, List.of()));

        Golden.assertSame("shared-line.txt", day);
    }

    private static DialogElement seized(int id) {
        return DialogElement.of(Integer.toString(id), DialogState.TRYING);
    }

    @Test
    void featuresHaveTheseOctets() {
        Feature quiet = new Feature.DoNotDisturb("1001", true);
        Feature loud = new Feature.DoNotDisturb("1001", false);
        Feature away = new Feature.Forwarding("1001", Feature.Kind.NO_ANSWER, true, "1002", 4);
        Feature here = new Feature.Forwarding("1001", Feature.Kind.NO_ANSWER, false, "", 0);

        byte[] day = day(
                new FeaturePicture(List.of()),
                List.of(loud, here),
                List.of(quiet, here),
                List.of(quiet, here),
                List.of(loud, away));

        Golden.assertSame("feature-events.txt", day);
    }

    @Test
    void registrationsAreReadBack() throws DocumentException {
        RegInfo info = new RegInfo(4, false, List.of(registered(contact("7", Event.CREATED, -1))));

        assertThat(RegInfoXml.read(RegInfoXml.text(info).getBytes(StandardCharsets.UTF_8), XmlLimits.OWN))
                .isEqualTo(info);
        assertThatThrownBy(() -> RegInfoXml.read("<a/>".getBytes(StandardCharsets.UTF_8), XmlLimits.OWN))
                .hasMessageContaining("registrations are listed in <reginfo");
    }

    /** Random days of phones that lose nothing and get a full document now and then: they know the truth, in order. */
    @Test
    void phonesKnowLinesAndRegistrations() throws DocumentException {
        Random random = new Random(81);
        for (int day = 0; day < 500; day++) {
            View<SharedLine> line = SharedLinePicture.begin(day);
            View<Registration> reg = RegistrationPicture.begin(day);
            Map<String, DialogElement> dialogs = new LinkedHashMap<>();
            Map<String, String> contacts = new LinkedHashMap<>();
            for (int step = 0; step < 20; step++) {
                SharedLine lineNow = randomLine(random);
                Registration regNow = randomRegistration(random);
                boolean subscribes = step == 0 || random.nextInt(5) == 0;
                line = apply(subscribes ? Optional.of(line.full(lineNow)) : line.change(lineNow), line, dialogs);
                reg = take(subscribes ? Optional.of(reg.full(regNow)) : reg.change(regNow), reg, contacts);
                assertThat(dialogs.values()).containsExactlyInAnyOrderElementsOf(lineNow.dialogs());
                assertThat(contacts.values())
                        .containsExactlyInAnyOrderElementsOf(
                                regNow.contacts().stream().map(Contact::uri).toList());
            }
        }
    }

    private static SharedLine randomLine(Random random) {
        List<DialogElement> dialogs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextBoolean()) {
                dialogs.add(dialog("" + i, DialogState.values()[random.nextInt(4)], random.nextBoolean()));
            }
        }
        return new SharedLine(LINE, dialogs);
    }

    private static Registration randomRegistration(Random random) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextBoolean()) {
                contacts.add(contact("" + i, Event.values()[random.nextInt(3)], random.nextInt(100)));
            }
        }
        return registered(contacts.toArray(Contact[]::new));
    }

    private static View<SharedLine> apply(
            Optional<View.Shown<SharedLine>> shown, View<SharedLine> before, Map<String, DialogElement> dialogs)
            throws DocumentException {
        if (shown.isEmpty()) {
            return before;
        }
        DialogInfo info = DialogInfoReader.read(shown.get().body().getBytes(StandardCharsets.UTF_8));
        if (info.full()) {
            dialogs.clear();
        }
        for (DialogElement dialog : info.dialogs()) {
            dialogs.remove(dialog.id());
            if (dialog.state() != DialogState.TERMINATED) {
                dialogs.put(dialog.id(), dialog);
            }
        }
        return shown.get().after();
    }

    private static View<Registration> take(
            Optional<View.Shown<Registration>> shown, View<Registration> before, Map<String, String> contacts)
            throws DocumentException {
        if (shown.isEmpty()) {
            return before;
        }
        RegInfo info = RegInfoXml.read(shown.get().body().getBytes(StandardCharsets.UTF_8), XmlLimits.OWN);
        if (info.full()) {
            contacts.clear();
        }
        for (Contact contact : info.registrations().get(0).contacts()) {
            contacts.remove(contact.id());
            if (contact.active()) {
                contacts.put(contact.id(), contact.uri());
            }
        }
        return shown.get().after();
    }
}
