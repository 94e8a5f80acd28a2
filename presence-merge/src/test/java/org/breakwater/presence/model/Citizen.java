package org.breakwater.presence.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.person.DerivedSources;

/**
 * What somebody really does, and what watchers ought to see of it: the rule once more, in the words of the operator who asked
 * for it, without anything of the code under test.
 */
final class Citizen {

    final String entity;
    final Map<String, LampCall> calls = new TreeMap<>();
    final Map<String, Said> devices = new HashMap<>();
    final Map<String, DerivedSources.Registered> registrations = new TreeMap<>();
    private Said calendar;

    /**
     * What was published.
     *
     * @param words of the note; empty for a device that says it is closed
     * @param since when it began to say so, in ms; nothing is published in the same ms
     */
    record Said(String etag, String words, long since, long until) {
        Said again(String newEtag, long newUntil) {
            return new Said(newEtag, words, since, newUntil);
        }

        private boolean counts(long now) {
            return until > now && !words.isEmpty();
        }
    }

    /** What a watcher sees: basic status and note. */
    record Seen(boolean open, String note) {}

    Citizen(String entity) {
        this.entity = entity;
    }

    void calendarSays(Said saidOrNull) {
        calendar = saidOrNull;
    }

    Seen presence(long now) {
        Set<DialogState> states = new TreeSet<>();
        calls.values().forEach(c -> states.add(c.dialog().state()));
        if (states.contains(DialogState.EARLY)) {
            return new Seen(true, "Proceeding");
        }
        if (states.contains(DialogState.CONFIRMED)) {
            return new Seen(true, "On the phone");
        }
        if (calendar != null && calendar.counts(now)) {
            return new Seen(true, calendar.words());
        }
        return devices.values().stream()
                .filter(said -> said.counts(now))
                .max(Comparator.comparingLong(Said::since))
                .map(said -> new Seen(true, said.words()))
                .orElseGet(() -> new Seen(!registrations.isEmpty(), ""));
    }

    /** States of the calls a lamp shows. */
    List<String> lamp() {
        List<String> states = new ArrayList<>();
        calls.values().forEach(c -> states.add(c.dialog().state().name()));
        states.sort(Comparator.naturalOrder());
        return states;
    }
}
