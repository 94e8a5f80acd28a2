package org.breakwater.script.host;

/**
 * Sizes of a script host.
 *
 * @param poolThreads threads for scripts that may block, 1 or more
 * @param poolQueue messages that may wait for each of them
 */
public record HostSettings(int poolThreads, int poolQueue) {

    /** 4 threads with 256 waiting messages each. */
    public static final HostSettings DEFAULT = new HostSettings(4, 256);
}
