package org.breakwater.presence.document.dialog;

import java.util.List;

/**
 * The dialogs of somebody.
 *
 * @param version grows by one with each document of a subscription (RFC 4235 §4.1.1)
 * @param full whether dialogs that are not in it are no more
 * @param entity whose dialogs, as a URI
 */
public record DialogInfo(long version, boolean full, String entity, List<DialogElement> dialogs) {

    /** Copies the list. */
    public DialogInfo {
        dialogs = List.copyOf(dialogs);
    }

    /** The same with another version. */
    public DialogInfo numbered(long other) {
        return new DialogInfo(other, full, entity, dialogs);
    }
}
