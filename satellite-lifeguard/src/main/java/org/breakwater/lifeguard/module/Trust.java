package org.breakwater.lifeguard.module;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who needs no password because of the address it sends from: main servers and the trunk. An address says who somebody is
 * only where nobody else can send with it, so a phone must not come by one:
 *
 * <ul>
 *   <li>the request must come over TCP or TLS, where a forged source address never completes a handshake; over TLS only
 *       if the URI says tls; over UDP only from a trunk whose URI says {@code transport=udp}
 *   <li>the address must not be one that phones of the branch may have, unless it is listed as a gateway's
 * </ul>
 *
 * <p>Any thread; nothing blocks.
 */
public final class Trust {

    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

    private final List<String> mains;
    private final Supplier<List<String>> trunk;
    private final NetworkList phones;
    private final Set<InetAddress> gateways;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param mains SIP URIs of the main servers
     * @param trunk SIP URIs of the trunk as they are set now
     * @param phones where phones of the branch are
     * @param gateways addresses there that no phone gets
     */
    public Trust(List<String> mains, Supplier<List<String>> trunk, NetworkList phones, Set<InetAddress> gateways) {
        this.mains = List.copyOf(mains);
        this.trunk = trunk;
        this.phones = phones;
        this.gateways = Set.copyOf(gateways);
    }

    boolean isMain(Flow flow) {
        return mains.stream().anyMatch(uri -> isFrom(flow, uri, false));
    }

    boolean isTrunk(Flow flow) {
        return trunk.get().stream().anyMatch(uri -> isFrom(flow, uri, true));
    }

    private boolean isFrom(Flow flow, String uri, boolean udpMayBeAllowed) {
        if (flow == null) {
            return false;
        }
        Optional<SipUri> peer = numeric(uri);
        if (peer.isEmpty() || !address(peer.get()).equals(flow.remote().getAddress())) {
            return false;
        }
        Optional<String> doubt = doubt(peer.get(), udpMayBeAllowed);
        doubt.filter(why -> told.add(uri + why)).ifPresent(why -> LOG.warn("{} is not believed: {}", uri, why));
        return doubt.isEmpty() && isStrongEnough(flow.protocol(), peer.get());
    }

    private static boolean isStrongEnough(TransportProtocol protocol, SipUri peer) {
        if (peer.isSecure() || "tls".equals(peer.transport())) {
            return protocol == TransportProtocol.TLS;
        }
        boolean stream = protocol == TransportProtocol.TCP || protocol == TransportProtocol.TLS;
        return stream || protocol == TransportProtocol.UDP && "udp".equals(peer.transport());
    }

    /** Why nobody who sends with that address can be believed. */
    private Optional<String> doubt(SipUri peer, boolean udpMayBeAllowed) {
        InetAddress address = address(peer);
        if (phones.contains(address) && !gateways.contains(address)) {
            return Optional.of("its address is among the phones' (phones.networks) and not in phones.gateways");
        }
        boolean udp = !peer.isSecure()
                && (peer.transport() == null || peer.transport().equals("udp"));
        if (udp && !(udpMayBeAllowed && peer.transport() != null)) {
            return Optional.of("over UDP anybody can send with its address; use transport=tcp or tls"
                    + (udpMayBeAllowed ? ", or say transport=udp if you must" : ""));
        }
        return Optional.empty();
    }

    /** Main servers and trunks whose requests need a password like anybody's, each with the reason. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        mains.forEach(uri -> addDoubt(doubts, uri, false));
        trunk.get().forEach(uri -> addDoubt(doubts, uri, true));
        return doubts;
    }

    private void addDoubt(List<String> doubts, String uri, boolean udpMayBeAllowed) {
        Optional<SipUri> peer = numeric(uri);
        Optional<String> doubt =
                peer.isEmpty() ? Optional.of("it has no address in numbers") : doubt(peer.get(), udpMayBeAllowed);
        doubt.ifPresent(why -> doubts.add(uri + ": " + why));
    }

    /** The address in a SIP URI; empty when it has none in numbers. */
    public static Optional<InetAddress> addressOf(String uri) {
        return numeric(uri).map(Trust::address);
    }

    private static Optional<SipUri> numeric(String uri) {
        try {
            return Optional.of(SipUri.parse(uri)).filter(u -> u.host() != null && IpNetwork.isAddress(u.host()));
        } catch (SipParseException e) {
            return Optional.empty(); // of no use; the check of settings has said so
        }
    }

    private static InetAddress address(SipUri numeric) {
        return IpNetwork.parseAddress(numeric.host());
    }
}
