package org.breakwater.lifeguard.verdict;

/** Something seen of the main servers. */
public sealed interface Sign {

    /** The cluster link came up or broke. */
    record Link(boolean up) implements Sign {}

    /** A main server answered OPTIONS, whatever the status. */
    record Answered(String main) implements Sign {}

    /**
     * A main server did not.
     *
     * @param why a few words, such as {@code connection refused}
     */
    record Failed(String main, String why) implements Sign {}

    /** Time has passed. To be told every second or so. */
    record Tick() implements Sign {}
}
