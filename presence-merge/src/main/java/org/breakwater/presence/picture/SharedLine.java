package org.breakwater.presence.picture;

import java.util.List;
import org.breakwater.presence.document.dialog.DialogElement;

/**
 * A line several phones have, and what each of them does on it.
 *
 * @param entity the line, in one spelling
 * @param dialogs each with an id of its own, none of them terminated; a phone that takes the line before it dials has one
 *     in {@code trying}
 */
public record SharedLine(String entity, List<DialogElement> dialogs) {

    /** Copies the dialogs. */
    public SharedLine {
        dialogs = List.copyOf(dialogs);
    }
}
