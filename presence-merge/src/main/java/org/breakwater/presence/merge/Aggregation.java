package org.breakwater.presence.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.breakwater.presence.document.pidf.Device;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.merge.Decision.Loss;
import org.breakwater.presence.merge.Decision.Reason;
import org.breakwater.presence.merge.Decision.Rule;

/**
 * All publications in one document, as OpenSIPS does it without {@code merge}: the newest first, and of parts with the
 * same id the newest. What follows from calls is among them with {@code mix_dialog_presence} only. Closed ones are shown.
 */
final class Aggregation {

    private final Set<String> ids = new HashSet<>();
    private final List<Tuple> tuples = new ArrayList<>();
    private final List<Person> persons = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();

    private Aggregation() {}

    static Merged of(String entity, Collection<Publication> publications, MergeSettings settings, long nowMillis) {
        Aggregation all = new Aggregation();
        boolean empty = true;
        for (Publication p : PresenceMerge.newestFirst(publications)) {
            if (p.isExpired(nowMillis)) {
                all.losses.add(new Loss(p, Reason.EXPIRED));
            } else if (p.source() == Source.DIALOG && !settings.mixDialogPresence()) {
                all.losses.add(new Loss(p, Reason.NOT_MIXED));
            } else if (all.add(p.presence()) || empty) {
                empty = false;
            } else {
                all.losses.add(new Loss(p, Reason.SAME_PARTS));
            }
        }
        Presence presence = empty
                ? Presence.offline(entity)
                : new Presence(entity, all.tuples, all.persons, all.devices, all.notes);
        return new Merged(presence, new Decision(empty ? Rule.NOTHING : Rule.AGGREGATED, null, all.losses));
    }

    /** Whether anything of it was not there yet. */
    private boolean add(Presence presence) {
        boolean added = add("tuple ", presence.tuples(), Tuple::id, tuples);
        added |= add("person ", presence.persons(), Person::id, persons);
        added |= add("device ", presence.devices(), Device::id, devices);
        for (Note note : presence.notes()) {
            if (!notes.contains(note)) {
                added |= notes.add(note);
            }
        }
        return added;
    }

    private <T> boolean add(String kind, List<T> parts, Function<T, String> id, List<T> to) {
        boolean added = false;
        for (T part : parts) {
            if (ids.add(kind + id.apply(part))) {
                added |= to.add(part);
            }
        }
        return added;
    }
}
