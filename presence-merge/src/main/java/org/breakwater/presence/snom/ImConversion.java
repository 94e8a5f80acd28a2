package org.breakwater.presence.snom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;

/**
 * Turns the element {@code im} into a person's activities. Words that are in no table become {@code other} with the words
 * as its text. Watchers get the words as a note and never {@code im} itself. A document that has activities already keeps
 * them.
 */
public final class ImConversion {

    private final ImStates states;

    /** Converts by those tables. */
    public ImConversion(ImStates states) {
        this.states = states;
    }

    /** Whether there is something to convert. */
    public static boolean concerns(Presence presence) {
        return presence.tuples().stream().anyMatch(tuple -> !tuple.im().isEmpty());
    }

    /** The document in RPID; the same one when it has no {@code im}. */
    public Presence convert(Presence presence) {
        if (!concerns(presence)) {
            return presence;
        }
        List<Tuple> tuples = new ArrayList<>();
        List<Person> persons = new ArrayList<>(presence.persons());
        for (Tuple tuple : presence.tuples()) {
            if (tuple.im().isEmpty()) {
                tuples.add(tuple);
                continue;
            }
            ImStates.State state =
                    states.find(tuple.im()).orElseGet(() -> new ImStates.State(tuple.basic(), other(tuple.im())));
            tuples.add(tuple.withStatus(state.basic()));
            if (persons.stream().noneMatch(person -> person.activities() != null)) {
                persons.add(new Person(
                        "person-" + tuple.id(), state.activities(), List.of(note(tuple)), tuple.timestamp()));
            }
        }
        return new Presence(Entity.sip(presence.entity()), tuples, persons, presence.devices(), presence.notes());
    }

    private static Activities other(String words) {
        return new Activities(List.of(Activity.OTHER), words, null, null);
    }

    private static Note note(Tuple tuple) {
        String language = tuple.notes().isEmpty() ? "" : tuple.notes().get(0).language();
        return new Note(language, tuple.im());
    }

    /**
     * What is compared to tell a change from a refresh: of a document with {@code im} only those words and whether the
     * tuple is open, since firmware before 8.7.3.25 publishes what did not change as if it did. Empty when there is no
     * {@code im}.
     */
    public static String sameness(Presence presence) {
        return presence.tuples().stream()
                .filter(tuple -> !tuple.im().isEmpty())
                .map(tuple -> tuple.id() + '\t' + tuple.basic() + '\t' + ImStates.normal(tuple.im()))
                .collect(Collectors.joining("\n"));
    }
}
