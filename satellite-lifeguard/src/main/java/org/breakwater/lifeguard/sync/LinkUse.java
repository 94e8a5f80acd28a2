package org.breakwater.lifeguard.sync;

import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;

/** Counts what crosses the link, without the frames of the link itself. */
public final class LinkUse {

    private final Counter questions;
    private final Counter sent;
    private final Counter received;

    /** Counts in {@code metrics}. */
    public LinkUse(Metrics metrics) {
        questions = metrics.counter("breakwater_lifeguard_questions", "Questions to the main servers");
        String name = "breakwater_lifeguard_link_bytes";
        sent = metrics.counter(name, "Octets of questions and answers", "direction", "out");
        received = metrics.counter(name, "Octets of questions and answers", "direction", "in");
    }

    void asked(int octets) {
        questions.increment();
        sent.add(octets);
    }

    void answered(int octets) {
        received.add(octets);
    }
}
