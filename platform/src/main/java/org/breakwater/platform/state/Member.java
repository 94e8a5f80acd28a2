package org.breakwater.platform.state;

/**
 * One run of one server of the cluster.
 *
 * @param node the server's id, unique in the cluster: lower-case letters, digits, hyphens, at most 32
 * @param run what tells this run from earlier ones, by the same characters: connections and calls end with it
 */
public record Member(String node, String run) {

    /** Longest {@link #text()}. */
    public static final int MAX_TEXT = 65;

    private static final String PART = "[a-z0-9-]{1,32}";

    /** Refuses other characters. */
    public Member {
        if (!node.matches(PART) || !run.matches(PART)) {
            throw new IllegalArgumentException("\"" + node + "\": a server's id has lower-case letters, digits and"
                    + " hyphens, at most 32 of them");
        }
    }

    /** The run that began at that second since 1970. */
    public static Member startedAt(String node, long epochSeconds) {
        return new Member(node, Long.toHexString(epochSeconds));
    }

    /** {@code node/run}, as it is written into values. */
    public String text() {
        return node + '/' + run;
    }
}
