package org.breakwater.presence.lamp;

import java.util.Comparator;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;

/**
 * One dialog of the watched person.
 *
 * @param dialog with an id that stays the same as long as the dialog lasts, and what picking up needs: Call-ID, tags and
 *     both parties, seen from the watched person
 * @param device on which of their devices
 * @param held whether the person put it on hold
 * @param sinceMillis when it came into its state, in ms since 1970
 */
public record LampCall(DialogElement dialog, String device, boolean held, long sinceMillis) {

    /** What says most comes first; of two that say the same the one that has lasted longer. */
    static final Comparator<LampCall> MOST_IMPORTANT_FIRST = Comparator.comparing(LampCall::weight)
            .thenComparingLong(LampCall::sinceMillis)
            .thenComparing(call -> call.dialog().id());

    /** As OpenSIPS orders dialogs: early, confirmed, proceeding, trying; with held ones after those where people talk. */
    private enum Weight {
        RINGS_HERE,
        TALKS,
        CALLS,
        IS_HELD,
        /** Called, and not ringing yet: nothing to be shown. */
        ARRIVES
    }

    private Weight weight() {
        boolean called = dialog.direction() == Direction.RECIPIENT;
        return switch (dialog.state()) {
            case EARLY -> called ? Weight.RINGS_HERE : Weight.CALLS;
            case CONFIRMED -> held ? Weight.IS_HELD : Weight.TALKS;
            default -> called ? Weight.ARRIVES : Weight.CALLS;
        };
    }

    boolean isShown() {
        return dialog.state() != DialogState.TERMINATED && weight() != Weight.ARRIVES;
    }

    LampState lamp() {
        return switch (weight()) {
            case RINGS_HERE -> LampState.RINGING;
            case IS_HELD -> LampState.HELD;
            default -> LampState.ON_THE_PHONE;
        };
    }
}
