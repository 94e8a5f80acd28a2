package org.breakwater.presence.document.dialog;

/**
 * One dialog.
 *
 * @param id the same in every document about it, unique within one
 * @param ids what names it
 * @param direction null when not said
 * @param event why it is in that state, {@code remote-bye}; empty without
 */
public record DialogElement(
        String id, CallIds ids, Direction direction, DialogState state, String event, Party local, Party remote) {

    /** With an id and a state only. */
    public static DialogElement of(String id, DialogState state) {
        return new DialogElement(id, CallIds.NONE, null, state, "", Party.NONE, Party.NONE);
    }

    /** The same in another state. */
    public DialogElement in(DialogState other) {
        return new DialogElement(id, ids, direction, other, event, local, remote);
    }

    /** The same under another id. */
    public DialogElement called(String otherId) {
        return new DialogElement(otherId, ids, direction, state, event, local, remote);
    }
}
