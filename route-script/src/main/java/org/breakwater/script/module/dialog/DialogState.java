package org.breakwater.script.module.dialog;

/** Where a dialog is, with Kamailio's numbers. */
enum DialogState {
    /** INVITE seen, no provisional reply yet. */
    UNCONFIRMED(1),
    /** A provisional reply passed. */
    EARLY(2),
    /** A 2xx passed, its ACK did not yet. */
    CONFIRMED_WITHOUT_ACK(3),
    /** The call is up. */
    CONFIRMED(4),
    /** Over: BYE, failure or time limit. */
    DELETED(5);

    private final int number;

    DialogState(int number) {
        this.number = number;
    }

    /** As {@code $dlg(state)} shows it. */
    int number() {
        return number;
    }

    /** Whether the callee has answered and the call is not over. */
    boolean isAnswered() {
        return this == CONFIRMED_WITHOUT_ACK || this == CONFIRMED;
    }
}
