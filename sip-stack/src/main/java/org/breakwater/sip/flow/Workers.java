package org.breakwater.sip.flow;

import java.util.List;

/**
 * All workers of a server, and who handles what.
 *
 * @param all in the order of their index, at least one
 */
public record Workers(List<Worker> all) {

    /** Copies the list. */
    public Workers {
        all = List.copyOf(all);
    }

    /** The worker that a key (Call-ID, AOR, presentity) belongs to. */
    public Worker of(String key) {
        return all.size() == 1 ? all.get(0) : all.get(Math.floorMod(key.hashCode(), all.size()));
    }
}
