package org.breakwater.presence.merge;

import java.util.List;
import java.util.Optional;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;

/** Presence nobody publishes: it follows from calls and registrations. Ids and words are those of OpenSIPS. */
public final class DerivedPresence {

    private static final String TUPLE_ID = "tuple_mixingid";
    private static final String PERSON_ID = "pers_mixingid";

    private DerivedPresence() {}

    /**
     * What follows from somebody's calls.
     *
     * @param state of the call that says most; see the lamp for which one that is
     * @return nothing once the calls are over
     */
    public static Optional<Presence> ofDialog(String entity, DialogState state) {
        String words = state == DialogState.CONFIRMED ? "On the phone" : "Proceeding";
        if (state == DialogState.TERMINATED) {
            return Optional.empty();
        }
        Note note = Note.of(words);
        Person person = new Person(PERSON_ID, Activities.of(Activity.ON_THE_PHONE), List.of(note), null);
        return Optional.of(new Presence(
                entity, List.of(Tuple.of(TUPLE_ID, Basic.OPEN)), List.of(person), List.of(), List.of(note)));
    }

    /**
     * What follows from a phone that is registered.
     *
     * @param tupleId the same for the same registration
     * @param contact where it can be reached, as registered
     */
    public static Presence ofRegistration(String entity, String tupleId, String contact) {
        return Presence.of(entity, Tuple.of(tupleId, Basic.OPEN).at(new Tuple.Contact(contact, "")));
    }
}
