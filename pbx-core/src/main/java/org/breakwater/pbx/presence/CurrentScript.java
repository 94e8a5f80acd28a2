package org.breakwater.pbx.presence;

import java.util.function.Consumer;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.run.Signalling;

/**
 * The script that routes now, and the one that is about to: a script that turns out to have faults never counts. Any thread.
 */
final class CurrentScript {

    private final Consumer<PresenceParameters> begun;
    private Signalling comingSignalling;
    private PresenceParameters comingParameters;
    private Signalling signalling;
    private PresenceParameters parameters;

    /** Tells {@code begun} once another script routes. */
    CurrentScript(Consumer<PresenceParameters> begun) {
        this.begun = begun;
    }

    /** A script is being loaded. */
    synchronized void coming(Signalling ofScript) {
        comingSignalling = ofScript;
        comingParameters = null;
    }

    /** What the script that is being loaded sets. */
    synchronized void coming(PresenceParameters ofScript) {
        comingParameters = ofScript;
    }

    private synchronized void look() {
        boolean runs = comingSignalling instanceof TmSignalling tm && tm.runtime() != null;
        if (!runs) {
            return;
        }
        signalling = comingSignalling;
        parameters = comingParameters;
        comingSignalling = null;
        comingParameters = null;
        if (parameters != null) {
            begun.accept(parameters);
        }
    }

    /** Sends by the script that routes; null before there is one. */
    synchronized Signalling signalling() {
        look();
        return signalling;
    }

    /** What it sets; null when it does not load presence. */
    synchronized PresenceParameters parameters() {
        look();
        return parameters;
    }
}
