package org.breakwater.acceptance.parity;

import java.util.List;

/**
 * Result of one case on one engine.
 *
 * @param complaints what the check said; empty when it accepted the script
 * @param startRefusal why it did not start; empty when it started
 * @param effect what happened after the requests; empty effect when not started
 */
public record Outcome(List<String> complaints, String startRefusal, Effect effect) {

    /** True when the check accepted the script. */
    public boolean accepted() {
        return complaints.isEmpty();
    }

    /** True when the engine started with the script. */
    public boolean started() {
        return startRefusal.isEmpty();
    }
}
