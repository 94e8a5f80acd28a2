package org.breakwater.script.module.dialog;

import java.util.Map;
import java.util.Set;

/**
 * A dialog as the tables {@code dialog} and {@code dialog_vars} hold it.
 *
 * @param toTag callee's tag
 * @param timeout epoch second of the time limit
 * @param timeoutRoute route to run then, or null
 */
record DialogRow(
        Dialog.Identity identity,
        String toTag,
        Leg caller,
        Leg callee,
        DialogState state,
        long answeredAt,
        long timeout,
        int flags,
        DialogOptions options,
        Set<Profiles.Membership> memberships,
        Map<String, String> variables) {

    /** Copies the collections. */
    DialogRow {
        memberships = Set.copyOf(memberships);
        variables = Map.copyOf(variables);
    }

    /** How a dialog stands now. */
    static DialogRow of(Dialog d, Profiles profiles) {
        return new DialogRow(
                d.identity(),
                d.toTag(),
                d.caller(),
                d.callee(),
                d.state(),
                d.answeredAt(),
                d.deadline(),
                d.flags(),
                d.options(),
                profiles.of(d),
                d.variables());
    }
}
