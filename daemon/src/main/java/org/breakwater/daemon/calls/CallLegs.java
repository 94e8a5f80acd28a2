package org.breakwater.daemon.calls;

import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in a call, for lamps and for picking it up.
 *
 * @param fromTag tag of who calls
 * @param fromName display name of who calls, empty without
 * @param toName display name of who is called, empty without
 * @param callees phones that ring; only the one that answered once one did
 * @param held who put the call on hold: {@link #BY_CALLER} and {@link #BY_CALLEE} added, 0 for nobody
 */
public record CallLegs(String fromTag, String fromName, String toName, List<CallLeg> callees, int held) {

    /** Who called put it on hold. */
    public static final int BY_CALLER = 1;

    /** Who was called put it on hold. */
    public static final int BY_CALLEE = 2;

    /** Nothing known. */
    public static final CallLegs NONE = new CallLegs("", "", "", List.of(), 0);

    static final int MAX_CALLEES = 32;

    /** Copies the list. */
    public CallLegs {
        callees = List.copyOf(callees);
    }

    /** The same with one that rings; the same object when it rang before. */
    CallLegs ringing(CallLeg leg) {
        for (CallLeg other : callees) {
            if (other.answered()
                    || other.branch() == leg.branch() && other.tag().equals(leg.tag())) {
                return this;
            }
        }
        List<CallLeg> all = new ArrayList<>(callees);
        all.removeIf(other -> other.branch() == leg.branch() && other.tag().isEmpty());
        if (all.size() < MAX_CALLEES) {
            all.add(leg);
        }
        return with(all);
    }

    /** The same with nobody but the one that answered first. */
    CallLegs answered(CallLeg leg) {
        return callees.stream().anyMatch(CallLeg::answered) ? this : with(List.of(leg));
    }

    /** The same without a branch that failed. */
    CallLegs without(int branch) {
        boolean there = callees.stream().anyMatch(leg -> leg.branch() == branch && !leg.answered());
        return !there
                ? this
                : with(callees.stream()
                        .filter(leg -> leg.branch() != branch || leg.answered())
                        .toList());
    }

    /** The same with or without {@code who} holding it. */
    CallLegs holding(int who, boolean on) {
        int now = on ? held | who : held & ~who;
        return now == held ? this : new CallLegs(fromTag, fromName, toName, callees, now);
    }

    private CallLegs with(List<CallLeg> others) {
        return new CallLegs(fromTag, fromName, toName, others, held);
    }
}
