package org.breakwater.script.module.tm;

import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.ScriptContext;

/** What the script knows of one branch. */
public final class BranchView {

    private static final ContextKey<BranchView> KEY = new ContextKey<>("tm.branch");

    private final int index;
    private final Destination destination;
    private Route onReply;
    private Route onBranchFailure;
    private boolean timedOut;
    private boolean replied;

    BranchView(int index, Destination destination) {
        this.index = index;
        this.destination = destination;
    }

    /** The branch whose branch, reply or failure route runs, or null. */
    public static BranchView of(ScriptContext ctx) {
        return ctx.attachments().get(KEY);
    }

    void attachTo(ScriptContext ctx) {
        ctx.attachments().put(KEY, this);
    }

    /** Its number, from 0. */
    public int index() {
        return index;
    }

    /** Where it goes, with its branch flags. */
    public Destination destination() {
        return destination;
    }

    Route onReply() {
        return onReply;
    }

    void setOnReply(Route route) {
        onReply = route;
    }

    Route onBranchFailure() {
        return onBranchFailure;
    }

    void setOnBranchFailure(Route route) {
        onBranchFailure = route;
    }

    /** Whether it ended without a reply. */
    boolean isTimedOut() {
        return timedOut;
    }

    void noteTimeout() {
        timedOut = true;
    }

    /** Whether it got a reply. */
    boolean isReplied() {
        return replied;
    }

    void noteReply() {
        replied = true;
    }
}
