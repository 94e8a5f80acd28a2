package org.breakwater.dns.zone;

import java.util.Set;

/** Who knows which main servers work. Asked from the DNS server's own thread; must not block. */
public interface HealthSource {

    /** Everybody is well, always. */
    HealthSource ALL_UP = new HealthSource() {
        @Override
        public Set<String> down() {
            return Set.of();
        }

        @Override
        public void onChange(Runnable listener) {
            // Nothing ever changes.
        }
    };

    /**
     * Main servers that are down now: by their names in the topology, or for copied zones by their addresses in numbers.
     * One that is not among them counts as up.
     */
    Set<String> down();

    /** Has {@code listener} called after each change, from any thread; calls may come together. */
    void onChange(Runnable listener);
}
