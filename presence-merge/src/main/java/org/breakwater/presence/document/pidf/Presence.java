package org.breakwater.presence.document.pidf;

import java.util.List;

/**
 * A presence document. Extensions that are not listed here are not kept.
 *
 * @param entity whose presence, as a URI
 */
public record Presence(
        String entity, List<Tuple> tuples, List<Person> persons, List<Device> devices, List<Note> notes) {

    /** Copies the lists. */
    public Presence {
        tuples = List.copyOf(tuples);
        persons = List.copyOf(persons);
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }

    /** With one tuple. */
    public static Presence of(String entity, Tuple tuple) {
        return new Presence(entity, List.of(tuple), List.of(), List.of(), List.of());
    }

    /** What is said when nothing is known of somebody: one closed tuple. */
    public static Presence offline(String entity) {
        return of(entity, Tuple.of("offline", Basic.CLOSED));
    }

    /** The same of somebody spelled otherwise. */
    public Presence about(String otherEntity) {
        return new Presence(otherEntity, tuples, persons, devices, notes);
    }

    /** The same with persons. */
    public Presence with(List<Person> others) {
        return new Presence(entity, tuples, others, devices, notes);
    }

    /** Whether it says that nobody can be reached: at least one tuple has a status, and none is open. */
    public boolean isClosed() {
        boolean closed = false;
        for (Tuple tuple : tuples) {
            if (tuple.basic() == Basic.OPEN) {
                return false;
            }
            closed |= tuple.basic() == Basic.CLOSED;
        }
        return closed;
    }

    /** The same without moments, to compare what is said and not when. */
    public Presence timeless() {
        return new Presence(
                entity,
                tuples.stream().map(Tuple::timeless).toList(),
                persons.stream().map(Person::timeless).toList(),
                devices.stream().map(Device::timeless).toList(),
                notes);
    }
}
