package org.breakwater.script.module.tls;

import java.util.List;
import java.util.Map;

/**
 * What a script wants of TLS, for whoever opens the sockets.
 *
 * @param domains one for each section of the configuration file, in order; one per side made of the module's
 *     parameters when there is no file
 */
public record TlsDomains(List<Domain> domains) {

    /** Copies the list. */
    public TlsDomains {
        domains = List.copyOf(domains);
    }

    /** Which end of a connection. */
    public enum Side {
        SERVER,
        CLIENT
    }

    /**
     * One section.
     *
     * @param side which end it is for
     * @param address {@code ip:port}, or {@code default} or {@code any}
     * @param settings as written: {@code certificate}, {@code private_key}, {@code method}, {@code verify_certificate} …
     */
    public record Domain(Side side, String address, Map<String, String> settings) {
        /** Copies the map. */
        public Domain {
            settings = Map.copyOf(settings);
        }
    }
}
