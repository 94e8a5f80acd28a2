package org.breakwater.lifeguard.sync;

import java.util.List;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what crosses the link, without the frames of the link itself, and what is not taken there. */
public final class LinkUse {

    private static final Logger LOG = LoggerFactory.getLogger(LinkUse.class);

    private final Counter questions;
    private final Counter sent;
    private final Counter received;
    private final Counter refused;

    /** Counts in {@code metrics}. */
    public LinkUse(Metrics metrics) {
        questions = metrics.counter("breakwater_lifeguard_questions", "Questions to the main servers");
        String name = "breakwater_lifeguard_link_bytes";
        sent = metrics.counter(name, "Octets of questions and answers", "direction", "out");
        received = metrics.counter(name, "Octets of questions and answers", "direction", "in");
        refused = metrics.counter(
                "breakwater_lifeguard_registrations_refused", "Registrations the main servers did not take");
    }

    /** Main servers did not take registrations of {@code count} users, {@code news} for the first time. */
    void refused(List<String> news, int count) {
        refused.add(count);
        if (!news.isEmpty()) {
            LOG.warn(
                    "the main servers refuse registrations of {}: no users of this site there (breakwater site assign)",
                    String.join(", ", news));
        }
    }

    void asked(int octets) {
        questions.increment();
        sent.add(octets);
    }

    void answered(int octets) {
        received.add(octets);
    }
}
