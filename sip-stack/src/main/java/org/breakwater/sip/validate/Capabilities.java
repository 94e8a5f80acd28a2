package org.breakwater.sip.validate;

import java.util.Set;

/**
 * What this server can do, as far as the general check must know. Option tags and schemes in lower case.
 *
 * @param proxyOptions option tags a client may list in Proxy-Require
 * @param serverOptions option tags a client may list in Require; null for a proxy, which leaves Require to the server
 *     that answers in the end
 * @param uriSchemes schemes of Request-URIs that can be routed
 * @param maxVias Via values allowed over all fields
 */
public record Capabilities(Set<String> proxyOptions, Set<String> serverOptions, Set<String> uriSchemes, int maxVias) {

    /** A proxy that routes sip, sips, tel and urn, and knows {@code gruu}, {@code outbound} and {@code path}. */
    public static final Capabilities PROXY =
            new Capabilities(Set.of("gruu", "outbound", "path"), null, Set.of("sip", "sips", "tel", "urn"), 70);

    /** Copies the sets. */
    public Capabilities {
        proxyOptions = Set.copyOf(proxyOptions);
        serverOptions = serverOptions == null ? null : Set.copyOf(serverOptions);
        uriSchemes = Set.copyOf(uriSchemes);
    }

    /** The same with a role as user agent server or registrar, which answers requests itself. */
    public Capabilities answering(Set<String> options) {
        return new Capabilities(proxyOptions, options, uriSchemes, maxVias);
    }
}
