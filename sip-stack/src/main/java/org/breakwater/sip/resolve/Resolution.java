package org.breakwater.sip.resolve;

import java.util.List;
import org.breakwater.sip.flow.Target;

/**
 * What a next hop resolves to.
 *
 * @param targets in the order to try them (RFC 3263 §4.3); empty when resolution failed
 * @param failure why there are none, fit for a log line; null when there are some
 */
public record Resolution(List<Target> targets, String failure) {

    /** Copies the list. */
    public Resolution {
        targets = List.copyOf(targets);
    }

    /** Whether there is a target. */
    public boolean succeeded() {
        return !targets.isEmpty();
    }

    static Resolution of(List<Target> targets) {
        return new Resolution(targets, null);
    }

    static Resolution failed(String reason) {
        return new Resolution(List.of(), reason);
    }
}
