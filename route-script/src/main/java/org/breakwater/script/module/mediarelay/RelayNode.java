package org.breakwater.script.module.mediarelay;

/** One relay. Safe on any thread. */
public final class RelayNode {

    private final String url;
    private final String host;
    private final int port;
    private final int weight;
    private volatile long disabledUntil = Long.MIN_VALUE;
    private volatile boolean switchedOff;

    RelayNode(String url, String host, int port, int weight) {
        this.url = url;
        this.host = host;
        this.port = port;
        this.weight = weight;
    }

    /** As the script writes it, without weight. */
    public String url() {
        return url;
    }

    /** Name or address. */
    public String host() {
        return host;
    }

    /** UDP port. */
    public int port() {
        return port;
    }

    /** Its share of calls, 1 or more. */
    public int weight() {
        return weight;
    }

    /** Whether it is to be asked now. */
    public boolean isUsable(long monotonicNanos) {
        return !switchedOff && (disabledUntil == Long.MIN_VALUE || monotonicNanos - disabledUntil >= 0);
    }

    /** It did not answer: leave it alone for a while. */
    public void disableUntil(long monotonicNanos) {
        disabledUntil = monotonicNanos;
    }

    /** It answered. */
    public void works() {
        disabledUntil = Long.MIN_VALUE;
    }

    /** Turned off or on by an operator. */
    public void setSwitchedOff(boolean off) {
        switchedOff = off;
        disabledUntil = Long.MIN_VALUE;
    }
}
