package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * What a script was seen to do, normalised.
 *
 * @param replies messages the sender received, in order
 * @param requests messages the downstream server received, in order
 * @param probes text after {@code PROBE } of each logged line, in order
 */
public record Effect(List<String> replies, List<String> requests, List<String> probes) {

    boolean isEmpty() {
        return replies.isEmpty() && requests.isEmpty() && probes.isEmpty();
    }

    /** All of it as lines, for showing and for a line by line comparison. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        probes.forEach(p -> lines.add("probe   " + p));
        replies.forEach(m -> m.lines().forEach(l -> lines.add("reply   " + l)));
        requests.forEach(m -> m.lines().forEach(l -> lines.add("request " + l)));
        return lines;
    }
}
