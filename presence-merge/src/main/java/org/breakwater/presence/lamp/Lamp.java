package org.breakwater.presence.lamp;

import java.util.Collection;
import java.util.List;

/**
 * The lamp of a person.
 *
 * @param calls what is to be shown, the most important first; the lamp shows the first one's state
 */
public record Lamp(LampState state, List<LampCall> calls) {

    /** Copies the calls. */
    public Lamp {
        calls = List.copyOf(calls);
    }

    /**
     * The lamp that follows from everything a person's devices do: ringing before talking, talking and calling before
     * held, free when nothing is left. A call that does not ring yet is not shown. The order of the dialogs does not matter.
     *
     * @param registered whether at least one device is registered
     * @param dialogs of all devices, each with an id of its own
     */
    public static Lamp of(boolean registered, Collection<LampCall> dialogs) {
        List<LampCall> shown = dialogs.stream()
                .filter(LampCall::isShown)
                .sorted(LampCall.MOST_IMPORTANT_FIRST)
                .toList();
        if (shown.isEmpty()) {
            return new Lamp(registered ? LampState.FREE : LampState.OFFLINE, shown);
        }
        return new Lamp(shown.get(0).lamp(), shown);
    }
}
