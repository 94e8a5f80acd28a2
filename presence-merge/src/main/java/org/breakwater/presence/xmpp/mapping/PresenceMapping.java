package org.breakwater.presence.xmpp.mapping;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.xmpp.stanza.Envelope;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Show;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Type;

/**
 * Presence documents as presence stanzas and back (RFC 8048 §5). Where that RFC puts XMPP's {@code show} into the document as
 * an extension of its own, here stand the activities of RFC 4480, which phones know.
 *
 * <pre>
 *  open                        available          away   away
 *  closed                      unavailable        dnd    busy
 *  away, meal, travel, …       away               xa     permanent-absence
 *  vacation, sleeping, …       xa                 chat   no activity
 *  busy, on-the-phone, …       dnd
 * </pre>
 */
public final class PresenceMapping {

    private static final Set<Activity> DND = EnumSet.of(
            Activity.BUSY,
            Activity.ON_THE_PHONE,
            Activity.MEETING,
            Activity.APPOINTMENT,
            Activity.PRESENTATION,
            Activity.PERFORMANCE,
            Activity.WORSHIP);

    private static final Set<Activity> XA =
            EnumSet.of(Activity.VACATION, Activity.HOLIDAY, Activity.SLEEPING, Activity.PERMANENT_ABSENCE);

    private static final Set<Activity> AWAY = EnumSet.of(
            Activity.AWAY,
            Activity.BREAKFAST,
            Activity.LUNCH,
            Activity.DINNER,
            Activity.MEAL,
            Activity.IN_TRANSIT,
            Activity.SHOPPING,
            Activity.STEERING,
            Activity.TRAVEL);

    private PresenceMapping() {}

    /** What watchers in XMPP are sent of somebody. */
    public static Stanza.Presence toXmpp(Presence presence, Envelope envelope) {
        Optional<Note> note = note(presence);
        String words = note.map(Note::text).orElse("");
        Envelope said = new Envelope(
                envelope.from(),
                envelope.to(),
                envelope.id(),
                note.map(Note::language).orElse(""));
        if (presence.isClosed()) {
            return new Stanza.Presence(said, Type.UNAVAILABLE, Show.ONLINE, words, 0, null);
        }
        return new Stanza.Presence(said, Type.AVAILABLE, show(presence), words, priority(presence), null);
    }

    private static Optional<Note> note(Presence presence) {
        return Stream.of(
                        presence.persons().stream().flatMap(p -> p.notes().stream()),
                        presence.tuples().stream().flatMap(t -> t.notes().stream()),
                        presence.notes().stream())
                .flatMap(s -> s)
                .filter(n -> !n.text().isBlank())
                .findFirst();
    }

    private static Show show(Presence presence) {
        Set<Activity> all = EnumSet.noneOf(Activity.class);
        presence.persons().stream()
                .filter(p -> p.activities() != null)
                .forEach(p -> all.addAll(p.activities().kinds()));
        if (all.stream().anyMatch(DND::contains)) {
            return Show.DND;
        }
        if (all.stream().anyMatch(XA::contains)) {
            return Show.XA;
        }
        return all.stream().anyMatch(AWAY::contains) ? Show.AWAY : Show.ONLINE;
    }

    /** 0 to 1 of the tuple that is open with the highest; 0 without any. */
    private static int priority(Presence presence) {
        return presence.tuples().stream()
                .filter(t -> t.basic() == Basic.OPEN && t.contact().priority().matches("[01](\\.[0-9]{0,3})?"))
                .mapToInt(t -> (int)
                        Math.round(Math.min(1, Double.parseDouble(t.contact().priority())) * 127))
                .max()
                .orElse(0);
    }

    /**
     * What an XMPP user who is available is published as.
     *
     * @param entity whom it is about
     * @param stanza of type {@code AVAILABLE}; it has one device that takes messages unless the priority is below 0
     */
    public static Presence toSip(String entity, Stanza.Presence stanza) {
        String language = stanza.envelope().language();
        List<Note> notes = stanza.status().isBlank()
                ? List.of()
                : List.of(new Note(language, stanza.status().strip()));
        Tuple tuple = Tuple.of("xmpp", Basic.OPEN).at(new Tuple.Contact(entity, decimal(stanza.priority())));
        Optional<Activity> activity = activity(stanza.show());
        Presence presence = Presence.of(entity, tuple);
        if (activity.isEmpty() && notes.isEmpty()) {
            return presence;
        }
        Activities activities = activity.map(Activities::of).orElse(null);
        return presence.with(List.of(new Person("xmpp", activities, notes, null)));
    }

    private static Optional<Activity> activity(Show show) {
        return switch (show) {
            case AWAY -> Optional.of(Activity.AWAY);
            case DND -> Optional.of(Activity.BUSY);
            case XA -> Optional.of(Activity.PERMANENT_ABSENCE);
            default -> Optional.empty();
        };
    }

    private static String decimal(int priority) {
        return priority <= 0 ? "" : String.format(Locale.ROOT, "%.2f", priority / 127.0);
    }
}
