package org.breakwater.pbx.presence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.breakwater.daemon.base.CommandArguments;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;

/** Answers {@code breakwater presence publish}: one publication a user, which the next one replaces. On control threads. */
final class PublishCommands {

    private static final String ID = "command";
    private static final int MOST_SECONDS = 7 * 24 * 3600;
    private static final int LONGEST_NOTE = 200;

    private final PublicationStore store;
    private final UserNames names;

    PublishCommands(PublicationStore store, UserNames names) {
        this.store = store;
        this.names = names;
    }

    void addTo(ControlServer control) {
        control.add("presence-publish", a -> publish(new CommandArguments(a)));
    }

    private Object publish(CommandArguments a) throws ControlException {
        String entity = names.entity(a.text("user"));
        String state = a.text("state");
        if (state.equals("clear")) {
            boolean there = store.remove("presence", entity, ID);
            return Map.of("message", there ? "taken back" : "nothing was published by this command");
        }
        int seconds = seconds(a.text("seconds", "3600"));
        Presence presence = presence(entity, state, a.text("note", ""));
        store.put("presence", entity, ID, Source.RPC, new PresenceEvent(null).keep(presence), seconds);
        return Map.of("message", names.shown(entity) + ": " + state + " for " + seconds + " s");
    }

    private static int seconds(String text) throws ControlException {
        if (!text.matches("[0-9]{1,6}") || text.matches("0+") || Integer.parseInt(text) > MOST_SECONDS) {
            throw new ControlException(text + " is no number of seconds from 1 to " + MOST_SECONDS);
        }
        return Integer.parseInt(text);
    }

    private static Presence presence(String entity, String state, String note) throws ControlException {
        if (note.length() > LONGEST_NOTE) {
            throw new ControlException("the note is longer than " + LONGEST_NOTE + " characters");
        }
        boolean basic = state.equals("open") || state.equals("closed");
        Optional<Activity> activity = Arrays.stream(Activity.values())
                .filter(known -> known.element().equals(state))
                .findFirst();
        if (!basic && activity.isEmpty()) {
            throw new ControlException("\"" + state + "\" is no state; there are open, closed, clear, "
                    + Arrays.stream(Activity.values()).map(Activity::element).collect(Collectors.joining(", ")));
        }
        Presence plain = Presence.of(entity, Tuple.of("command", state.equals("closed") ? Basic.CLOSED : Basic.OPEN));
        if (activity.isEmpty() && note.isEmpty()) {
            return plain;
        }
        Activities doing = activity.map(Activities::of).orElse(null);
        List<Note> notes = note.isEmpty() ? List.of() : List.of(Note.of(note));
        return plain.with(List.of(new Person("command_person", doing, notes, null)));
    }
}
