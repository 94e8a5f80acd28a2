package org.breakwater.presence.board;

import java.util.List;
import java.util.Optional;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.lamp.LampState;

/**
 * A lamp that somebody posts.
 *
 * @param state {@code OFFLINE} means that there is nothing to be watched at the moment
 * @param activity for watchers by presence while the lamp is lit
 * @param words for people, empty without
 * @param call what a phone needs to take a parked or waiting call: its ids and the other party
 * @param sinceMillis when it came into its state, in ms since 1970
 */
public record PostedLamp(LampState state, Activity activity, String words, Call call, long sinceMillis) {

    /** Whose call it is; {@link #NONE} for a lamp that is no call. */
    public record Call(CallIds ids, Party other) {
        /** No call. */
        public static final Call NONE = new Call(CallIds.NONE, Party.NONE);
    }

    /** A lamp that is on or off and no call. */
    public static PostedLamp of(boolean on, Activity activity, String words, long sinceMillis) {
        return new PostedLamp(on ? LampState.ON_THE_PHONE : LampState.FREE, activity, words, Call.NONE, sinceMillis);
    }

    private boolean isLit() {
        return state != LampState.FREE && state != LampState.OFFLINE;
    }

    /** The dialog it is shown as; empty while it is dark. */
    public Optional<LampCall> asCall(String poster) {
        if (!isLit()) {
            return Optional.empty();
        }
        DialogState shown = state == LampState.RINGING ? DialogState.EARLY : DialogState.CONFIRMED;
        return Optional.of(new LampCall(
                new DialogElement(poster, call.ids(), Direction.RECIPIENT, shown, "", Party.NONE, call.other()),
                poster,
                state == LampState.HELD,
                sinceMillis));
    }

    /** What watchers by presence are shown of it; empty when there is nothing to be watched. */
    public Optional<Presence> asPresence(String entity, String poster) {
        if (state == LampState.OFFLINE) {
            return Optional.empty();
        }
        Presence open = Presence.of(entity, Tuple.of(poster, Basic.OPEN));
        if (!isLit()) {
            return Optional.of(open);
        }
        List<Note> notes = words.isEmpty() ? List.of() : List.of(Note.of(words));
        Person person = new Person(poster + "_person", Activities.of(activity), notes, null);
        return Optional.of(open.with(List.of(person)));
    }
}
