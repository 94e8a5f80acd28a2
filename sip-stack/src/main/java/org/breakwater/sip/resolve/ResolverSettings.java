package org.breakwater.sip.resolve;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * What a resolver may choose from.
 *
 * @param supported transports we speak, the preferred first
 * @param ipv4 whether we can send from an IPv4 address
 * @param ipv6 whether we can send from an IPv6 address
 * @param naptr whether NAPTR records are asked for
 * @param random for a bound n a number from 0 to n - 1; draws among SRV records
 * @param timeoutMillis for a whole resolution
 */
public record ResolverSettings(
        List<TransportProtocol> supported,
        boolean ipv4,
        boolean ipv6,
        boolean naptr,
        IntUnaryOperator random,
        long timeoutMillis) {

    /** Copies the list. */
    public ResolverSettings {
        supported = List.copyOf(supported);
    }
}
