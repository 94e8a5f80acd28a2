package org.breakwater.sip.validate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.NumericHost;
import org.breakwater.sip.message.Via;

/**
 * Where responses go over UDP, or over a connection that is gone (RFC 3261 §18.2.2, RFC 3581 §4). Never to broadcast,
 * multicast or unspecified addresses, and never to {@code maddr}: whoever writes such a Via wants others to be flooded.
 */
public final class ReplyAddress {

    private static final byte[] BROADCAST = {(byte) 255, (byte) 255, (byte) 255, (byte) 255};

    private ReplyAddress() {}

    /**
     * Where to answer a request: back to the address it came from; to the port it came from when the Via asks for that
     * by {@code rport}, else to the port of the Via.
     *
     * @param via topmost Via of the request
     * @param source where the request came from
     * @return empty when there may be no answer
     */
    public static Optional<InetSocketAddress> of(Via via, InetSocketAddress source) {
        int port = via.params().has("rport") ? source.getPort() : via.portOrDefault();
        return usable(source.getAddress(), port);
    }

    /**
     * Where to forward a response: to the address and port of the Via below ours, as we stamped them on the request.
     *
     * @param via the Via that is topmost once ours is gone
     * @return empty when the address may not be used; an unresolved address when the host is a name, to be checked by
     *     {@link #isUsable} once resolved
     */
    public static Optional<InetSocketAddress> ofForwarded(Via via) {
        String received = via.params().get("received");
        String host = received == null || received.isEmpty() ? via.host() : received;
        int rport = port(via.params().get("rport"));
        int port = rport > 0 ? rport : via.portOrDefault();
        InetAddress address = NumericHost.parse(host);
        if (address != null) {
            return usable(address, port);
        }
        boolean name = host.charAt(0) != '[' && host.indexOf(':') < 0 && port > 0;
        return name ? Optional.of(InetSocketAddress.createUnresolved(host, port)) : Optional.empty();
    }

    /** Whether an address is one host: not broadcast, multicast or unspecified. */
    public static boolean isUsable(InetAddress address) {
        return !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && !Arrays.equals(address.getAddress(), BROADCAST);
    }

    private static Optional<InetSocketAddress> usable(InetAddress address, int port) {
        return port > 0 && isUsable(address) ? Optional.of(new InetSocketAddress(address, port)) : Optional.empty();
    }

    private static int port(String text) {
        return text == null || text.length() > 5 ? -1 : (int) DeltaSeconds.upTo(text, 65_535);
    }
}
