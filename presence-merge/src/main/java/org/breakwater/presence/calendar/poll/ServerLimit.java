package org.breakwater.presence.calendar.poll;

import java.util.HashMap;
import java.util.Map;

/** Lets few questions wait for one server at a time, so that one that hangs takes no thread from the others. */
final class ServerLimit {

    private final int max;
    private final Map<String, Integer> waiting = new HashMap<>();

    ServerLimit(int max) {
        this.max = max;
    }

    synchronized boolean tryEnter(String server) {
        int now = waiting.getOrDefault(server, 0);
        if (now >= max) {
            return false;
        }
        waiting.put(server, now + 1);
        return true;
    }

    synchronized void leave(String server) {
        waiting.computeIfPresent(server, (s, now) -> now == 1 ? null : now - 1);
    }

    synchronized int servers() {
        return waiting.size();
    }
}
