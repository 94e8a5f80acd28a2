package org.breakwater.script.module.dialog;

import org.breakwater.script.run.ContextKey;

/**
 * How a dialog stood when a request within it had passed: {@code $DLG_status} and {@code $DLG_lifetime} of that request.
 *
 * @param lifetimeSeconds since the answer
 */
record Passing(DialogState state, int lifetimeSeconds) {

    /** Where it is attached to a message. */
    static final ContextKey<Passing> KEY = new ContextKey<>("dialog.passing");
}
