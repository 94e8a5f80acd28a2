package org.breakwater.script.run;

/** Return code and ways out of a running script. */
public final class RunState {

    private int returnCode;
    private boolean exiting;
    private boolean dropped;
    private boolean returning;
    private boolean breaking;
    private int depth;

    /** {@code $rc}: result of the last function or route; 0 before the first. */
    public int returnCode() {
        return returnCode;
    }

    /** Sets {@code $rc}. */
    public void setReturnCode(int code) {
        returnCode = code;
    }

    /** Ends the whole script after the running action. */
    public void exit() {
        exiting = true;
    }

    /** Ends the whole script and marks the message as dropped. */
    public void drop() {
        exiting = true;
        dropped = true;
    }

    /** Leaves the running route block. */
    public void leaveRoute() {
        returning = true;
    }

    /** Leaves the innermost while or switch. */
    public void leaveLoop() {
        breaking = true;
    }

    /** Whether the whole script ends. */
    public boolean isExiting() {
        return exiting;
    }

    /** Whether the message was dropped. */
    public boolean isDropped() {
        return dropped;
    }

    /** Whether a block must not run its next statement. */
    public boolean isInterrupted() {
        return exiting || returning || breaking;
    }

    /** A route or a condition is left: forget {@code return} and {@code break}. */
    public void routeLeft() {
        returning = false;
        breaking = false;
    }

    /** The loop is left: forget {@code break}. */
    public void loopLeft() {
        breaking = false;
    }

    /** Enters the body of a route, if, while or switch; false, and nothing entered, when they are nested too deeply. */
    public boolean enterBody(int limit) {
        if (depth >= limit) {
            return false;
        }
        depth++;
        return true;
    }

    /** Leaves a body entered before. */
    public void exitBody() {
        depth--;
    }

    /** Forgets everything, before another top route runs over the same context. */
    public void restart() {
        returnCode = 0;
        exiting = false;
        dropped = false;
        returning = false;
        breaking = false;
        depth = 0;
    }
}
